import type { Disk, Records } from './disk.ts';

const NO_RECORDS: Records<never> = {
  load: () => [],
  put() {},
  delete() {},
};

/** An engine without a disk: its state is gone with its process. */
export const noDisk: Disk = {
  persistent: false,
  records: () => NO_RECORDS,
  changed() {},
  committed: () => undefined,
  close() {},
};
