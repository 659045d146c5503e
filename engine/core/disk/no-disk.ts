import type { Disk, Records } from './disk.ts';

const NO_RECORDS: Records<never> = {
  load: () => [],
  put() {},
  delete() {},
};

/** An engine in memory: its state is gone with its process. */
export const noDisk: Disk = {
  database: undefined,
  records: () => NO_RECORDS,
  addWriter() {},
  changed() {},
  committed: () => undefined,
  close() {},
};
