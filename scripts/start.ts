import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { DEFAULT_DATA_DIRECTORY } from '#engine/engine';
import { Failure, runMain } from './desk/failure.ts';
import { startDeskBesideAccount } from './desk/start-beside-account.ts';
import { startDesk } from './desk/start-desk.ts';

/** Ctrl-C, `kill`, and a closed terminal. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

await runMain(async () => {
  const { dev, memory, aws, region, profile } = readOptions();
  const stop = new AbortController();
  for (const name of STOP_SIGNALS) process.once(name, () => stop.abort());
  const stopped = once(stop.signal, 'abort').then(() => null);

  const options = {
    root: process.cwd(),
    command: dev ? ('dev' as const) : ('start' as const),
    env: process.env,
    dataDirectory: memory ? undefined : process.env['REDRIVE_DATA_DIR'] || DEFAULT_DATA_DIRECTORY,
    say: (line: string) => console.log(line),
    signal: stop.signal,
  };
  const starting = aws
    ? startDeskBesideAccount({ ...options, choice: { region, profile } })
    : startDesk(options);
  const desk = await starting.catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
    process.exit(0);
  });

  console.log(`Redrive is ready on ${desk.url.replace('127.0.0.1', 'localhost')} (Ctrl-C stops everything)`);
  const death = await Promise.race([desk.died, stopped]);
  if (death === null) console.log('Stopping.');
  await desk.stop();
  if (death !== null) throw new Failure(death);
  process.exit(0);
});

/** `--dev`: with hot reload; `--memory`: nothing is kept; `--aws`: beside the queues of an account. */
function readOptions() {
  const options = {
    dev: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    aws: { type: 'boolean', default: false },
    region: { type: 'string' },
    profile: { type: 'string' },
  } as const;
  try {
    const { values } = parseArgs({ options });
    if (!values.aws && (values.region ?? values.profile) !== undefined) {
      throw new Error('--region and --profile go with --aws.');
    }
    return values;
  } catch (error) {
    throw new Failure(
      `${(error as Error).message} npm start knows --memory, and --aws with --region and --profile.`,
    );
  }
}
