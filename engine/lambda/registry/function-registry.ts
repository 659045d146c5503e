import { isDeepStrictEqual } from 'node:util';
import { formatArn, type Account } from '../../core/account.ts';
import type { Clock } from '../../core/clock.ts';
import type { Ids } from '../../core/ids.ts';
import type { Records } from '../../core/disk/disk.ts';
import type { FunctionDefinition } from '../function-definition.ts';
import type { FunctionRuntime } from '../runtime/function-runtime.ts';
import { functionArn, functionNotFound, parseFunctionName } from './function-name.ts';

export interface LambdaFunction {
  readonly arn: string;
  readonly definition: FunctionDefinition;
  readonly revisionId: string;
  readonly lastModifiedMs: number;
  readonly runtime: FunctionRuntime;
}

/** What the API can change, null where there is none. A dead-letter queue is its ARN. */
type Configuration = Pick<FunctionDefinition, 'timeoutSeconds' | 'memoryMb' | 'environment'> & {
  reservedConcurrency: number | null;
  deadLetterQueue: string | null;
};

export type ConfigurationChange = Partial<Configuration>;

/** Documents of before reservations and dead-letter queues could be changed do not have them. */
const NOT_RESERVED = { reservedConcurrency: null, deadLetterQueue: null };

/** A changed configuration on disk, with the one it began from. */
export interface StoredConfiguration {
  base: Configuration;
  now: Configuration;
}

export interface FunctionRegistry {
  /**
   * The function of a name, partial ARN or ARN.
   * @throws Fault FunctionNotFound
   */
  get(nameOrArn: string, qualifier?: string): LambdaFunction;
  /** The function of a plain name, if there is one. */
  find(name: string): LambdaFunction | undefined;
  /** In the order they were given. */
  list(): LambdaFunction[];
  /** Later invocations run with the change; in new execution environments, unless it is one of reserved concurrency alone. */
  configure(name: string, change: ConfigurationChange): LambdaFunction;
  close(): Promise<void>;
}

export function createFunctionRegistry(options: {
  clock: Clock;
  ids: Ids;
  account: Account;
  functions: readonly FunctionDefinition[];
  records: Records<StoredConfiguration>;
  createRuntime: (name: string, definition: () => FunctionDefinition) => FunctionRuntime;
}): FunctionRegistry {
  const { clock, ids, account, functions, records, createRuntime } = options;
  const stored = new Map(records.load());
  const byName = new Map<string, LambdaFunction>();

  const require = (name: string): LambdaFunction => {
    const found = byName.get(name);
    if (!found) throw functionNotFound(functionArn(account, name));
    return found;
  };
  for (const given of functions) {
    const { name } = given;
    const definition = { ...given, ...configurationOf(given, account) };
    if (byName.has(name)) throw new TypeError(`two functions are called ${name}`);
    byName.set(name, {
      arn: functionArn(account, name),
      definition: { ...definition, ...changeSince(configurationOf(given, account), stored.get(name)) },
      revisionId: ids.uuid(),
      lastModifiedMs: clock.nowMs(),
      runtime: createRuntime(name, () => require(name).definition),
    });
  }

  return {
    get: (nameOrArn, qualifier) => require(parseFunctionName(nameOrArn, account, qualifier)),
    find: (name) => byName.get(name),
    list: () => [...byName.values()],
    configure(name, change) {
      const before = require(name);
      const after: LambdaFunction = {
        ...before,
        definition: { ...before.definition, ...change },
        revisionId: ids.uuid(),
        lastModifiedMs: clock.nowMs(),
      };
      byName.set(name, after);
      const base = functions.find((definition) => definition.name === name);
      if (base)
        records.put(name, {
          base: configurationOf(base, account),
          now: configurationOf(after.definition, account),
        });
      if (Object.keys(change).some((member) => member !== 'reservedConcurrency')) after.runtime.renew();
      return after;
    },
    async close() {
      await Promise.all([...byName.values()].map(({ runtime }) => runtime.close()));
    },
  };
}

function configurationOf(definition: FunctionDefinition, account: Account): Configuration {
  const { timeoutSeconds, memoryMb, environment, reservedConcurrency = null, deadLetterQueue } = definition;
  return {
    timeoutSeconds,
    memoryMb,
    environment,
    reservedConcurrency,
    deadLetterQueue: deadLetterQueue ? queueArn(deadLetterQueue, account) : null,
  };
}

function queueArn(nameOrArn: string, account: Account): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : formatArn(account, 'sqs', nameOrArn);
}

/** What was changed in an earlier run, unless the function has been defined anew since: then that counts, as a deployment would. */
function changeSince(base: Configuration, stored: StoredConfiguration | undefined): ConfigurationChange {
  if (!stored || !isDeepStrictEqual({ ...NOT_RESERVED, ...stored.base }, base)) return {};
  return stored.now;
}
