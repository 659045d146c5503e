import { join } from 'node:path';
import { startTables } from '#engine/tables';
import { stateTable } from '#infra/state-table';
import { accountFolder, describeAccount } from '../account/describe-account.ts';
import { accountEnvironment, preferProfile } from '../account/environment.ts';
import { type AccountChoice, findAccount } from '../account/find-account.ts';
import { connectTo, disconnect } from '../provision/clients.ts';
import { createTable } from '../provision/table.ts';
import { build, isBuildFresh } from './build.ts';
import { Failure } from './failure.ts';
import { startNext, waitUntilHealthy } from './next.ts';
import { claimPort, readPort } from './ports.ts';
import { DEFAULT_PORT, type Desk, type DeskOptions } from './start-desk.ts';

/** For the tables where STS does not say whose they are; they are told apart by their directory. */
const NO_ACCOUNT = '000000000000';
/** Below the data directory. */
const FOLDER = 'aws';

/**
 * Starts the desk beside an account that exists: its queues and functions stay where they are, state is kept on this machine, and redrive
 * jobs run in the server. Returns once the desk answers.
 * @throws {Failure} as `findAccount`, for a taken port and for a failed build
 */
export async function startDeskBesideAccount({
  root,
  command,
  env,
  dataDirectory,
  say,
  signal,
  choice,
}: DeskOptions & { choice: AccountChoice }): Promise<Desk> {
  const wantedPort = readPort(env, 'PORT', DEFAULT_PORT);
  await claimPort(wantedPort, 'PORT');
  preferProfile(process.env, choice.profile);
  const account = await findAccount(env, choice);
  const directory = dataDirectory && join(dataDirectory, FOLDER, accountFolder(account));
  for (const line of describeAccount(account, directory)) say(line);

  if (command === 'start' && !isBuildFresh(root)) {
    say('Building the desk: there is no build of these sources yet.');
    await build(root, signal);
  }

  await using starting = new AsyncDisposableStack();
  const { region, profile, accountId } = account;
  const tables = await startTables({
    account: { accountId: accountId ?? NO_ACCOUNT, region },
    dataDirectory: directory,
  }).catch((error: unknown) => {
    throw new Failure(error instanceof Error ? error.message : String(error));
  });
  starting.defer(() => tables.close());
  const clients = connectTo(tables.endpoint, region);
  await createTable({ dynamoDb: clients.dynamoDb, settings: stateTable });
  disconnect(clients);

  say(command === 'dev' ? 'Starting the desk with hot reload.' : 'Starting the desk.');
  const server = startNext({
    root,
    command,
    port: await claimPort(wantedPort, 'PORT'),
    aws: accountEnvironment(env, { region, profile, tableEndpoint: tables.endpoint }),
    table: stateTable.name,
    output: command === 'dev' ? 'inherit' : 'quiet',
  });
  starting.defer(() => server.stop());
  await waitUntilHealthy(server, signal);
  const running = starting.move();
  return { url: server.url, died: server.died, stop: () => running.disposeAsync() };
}
