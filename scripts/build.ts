import { build } from './desk/build.ts';
import { runMain } from './desk/failure.ts';

await runMain(() => build(process.cwd()));
