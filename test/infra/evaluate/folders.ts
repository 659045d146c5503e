import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../../..');
/** Where SST keeps its components, for us as for `sst deploy`. */
export const PLATFORM = join(ROOT, '.sst/platform');
