import db, { type Store, type ValueIterator } from 'dynalite/db/index.js';
import validations from 'dynalite/validations/index.js';
import { OPERATIONS, type Operation } from './operations.ts';
import type { TableAnswer } from './protocol.ts';

/** dynalite's tables and actions, without its HTTP server, which throws at its callers' mistakes and greets web pages. */
export interface TableStore {
  /** Rejects with what an action throws that is no answer to the caller. */
  run(operation: Operation, body: string): Promise<TableAnswer>;
  close(): Promise<void>;
}

interface Loaded {
  act: (store: Store, input: object, done: (error: Answerable | null, output: unknown) => void) => void;
  types: object;
  custom: unknown;
}

/** An error of dynalite; with a status it is DynamoDB's answer, without one a defect. */
type Answerable = Error & { statusCode?: number; body?: object };

/** Tables are there as soon as they can be: nobody learns anything from waiting for one. */
const DELAYS_MS = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };

/**
 * Opens the tables in `directory`, or empty ones in memory. A write is in the hands of the operating system when it is
 * answered: it survives `kill -9`.
 * @throws {Error} as a rejection when another process has the directory, or it cannot be used
 */
export async function openStore(directory: string | undefined): Promise<TableStore> {
  const actions = new Map(
    await Promise.all(OPERATIONS.map(async (operation) => [operation, await load(operation)] as const)),
  );
  const store = db.create({ ...DELAYS_MS, ...(directory !== undefined && { path: directory }) });
  closeIterators(store);
  await store.db.open();
  return {
    run: (operation, body) => {
      const loaded = actions.get(operation);
      if (!loaded) throw new TypeError(`dynalite has no ${operation}`);
      return answer(store, loaded, body);
    },
    close: () => store.db.close(),
  };
}

async function answer(store: Store, loaded: Loaded, body: string): Promise<TableAnswer> {
  try {
    const input = check(store, loaded, body);
    const output = await new Promise((resolve, reject) => {
      loaded.act(store, input, (error, output) => (error ? reject(error) : resolve(output)));
    });
    // Where an action says nothing, dynalite says an empty text.
    return { status: 200, body: JSON.stringify(output || {}) };
  } catch (error) {
    const { statusCode, body } = unstorable(error) ?? (error as Answerable);
    if (statusCode === undefined) throw error;
    return { status: statusCode, body: JSON.stringify(body) };
  }
}

/** The input of an action, of the right types and within DynamoDB's bounds. What dynalite stumbles over here is the caller's mistake. */
function check(store: Store, { types, custom }: Loaded, body: string): object {
  try {
    const input = validations.checkTypes(parse(body), types);
    validations.checkValidations(input, types, custom, store);
    return input;
  } catch (error) {
    if ((error as Answerable).statusCode !== undefined) throw error;
    throw malformed('The request is not one that this action can read.');
  }
}

/** A key or value that LevelDB cannot store, such as none, is the caller's mistake as well: a tag without a value. */
function unstorable(error: unknown): Answerable | undefined {
  const { code = '' } = error as NodeJS.ErrnoException;
  return code.startsWith('LEVEL_INVALID_')
    ? malformed('The request has a value that cannot be stored.')
    : undefined;
}

function parse(body: string): unknown {
  const input: unknown = JSON.parse(body);
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  throw malformed('The request body must be a JSON object.');
}

function malformed(message: string): Answerable {
  return Object.assign(new Error(message), {
    statusCode: 400,
    body: { __type: 'com.amazon.coral.service#SerializationException', message },
  });
}

async function load(operation: Operation): Promise<Loaded> {
  const file = operation.charAt(0).toLowerCase() + operation.slice(1);
  const [action, validation] = (await Promise.all([
    import(`dynalite/actions/${file}.js`),
    import(`dynalite/validations/${file}.js`),
  ])) as [{ default: Loaded['act'] }, { default: Omit<Loaded, 'act'> }];
  return { act: action.default, types: validation.default.types, custom: validation.default.custom };
}

/**
 * dynalite ends its streams by the iterator's `return`, which LevelDB's iterators do not have: each query would leave one open,
 * and with it a snapshot of the store.
 */
function closeIterators({ db }: Store): void {
  const closing = (open: (options: object) => ValueIterator) => (options: object) => {
    const iterator = open(options);
    iterator.return = () => iterator.close();
    return iterator;
  };
  db.values = closing(db.values.bind(db));
  db.keys = closing(db.keys.bind(db));
}
