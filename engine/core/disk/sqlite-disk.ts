import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Disk, Writer } from './disk.ts';
import { createRecords, RECORD_SCHEMA } from './records.ts';

/** Rises with every change of a table or of what a record means. */
const FORMAT = 1;

/** How long to wait for an engine that is still letting go of the directory. */
const LOCK_WAIT_MS = 1500;

/** Pages of 4 KiB in the write-ahead log before it is copied back, which is what reaches for the physical disk. */
const CHECKPOINT_PAGES = 4000;

/** A file is rewritten at the start when more than half of it, and more than this, is unused. */
const COMPACT_BYTES = 64 * 1024 * 1024;

/**
 * Opens (or makes) the engine's database `name` in `directory`, for this process alone. A commit is in the hands of the operating
 * system when it returns: it survives `kill -9` of the engine; a power cut may take the last commits, never older ones.
 * @throws {Error} with one sentence when another engine has the directory, or it holds something else
 */
export function openDisk({ directory, name = 'engine' }: { directory: string; name?: string }): Disk {
  const database = openDatabase(directory, name);
  const begin = database.prepare('BEGIN');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const writers: Writer[] = [];
  let isDirty = false;
  let scheduled: NodeJS.Immediate | undefined;
  let round: PromiseWithResolvers<void> | undefined;

  const commitAll = () => {
    begin.run();
    try {
      for (const writer of writers) writer.write();
      commit.run();
    } catch (error) {
      if (database.isTransaction) rollback.run();
      for (const writer of writers) writer.settled(false);
      throw error;
    }
    isDirty = false;
    for (const writer of writers) writer.settled(true);
  };

  const endTurn = () => {
    scheduled = undefined;
    const ended = round;
    round = undefined;
    try {
      commitAll();
      ended?.resolve();
    } catch (error) {
      ended?.reject(error);
    }
  };

  const changed = () => {
    isDirty = true;
    scheduled ??= setImmediate(endTurn);
  };

  return {
    database,
    records(kind) {
      const records = createRecords<never>({ database, kind, changed });
      writers.push(records);
      return records;
    },
    addWriter: (writer) => writers.push(writer),
    changed,
    committed() {
      if (!isDirty) return undefined;
      scheduled ??= setImmediate(endTurn);
      if (!round) {
        round = Promise.withResolvers();
        // A commit may fail while nobody waits any more.
        round.promise.catch(() => {});
      }
      return round.promise;
    },
    close() {
      if (!database.isOpen) return;
      clearImmediate(scheduled);
      try {
        if (isDirty) endTurn();
      } finally {
        database.close();
      }
    },
  };
}

function openDatabase(directory: string, name: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(directory, { recursive: true });
    database = new DatabaseSync(join(directory, `${name}.db`), { timeout: LOCK_WAIT_MS });
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
      BEGIN EXCLUSIVE; COMMIT;`);
    const format = readPragma(database, 'user_version');
    if (format !== 0 && format !== FORMAT) {
      throw new Error(`it was written by another version of the engine (format ${format}, not ${FORMAT})`);
    }
    database.exec(`${RECORD_SCHEMA}; PRAGMA user_version = ${FORMAT}`);
    compact(database);
    return database;
  } catch (error) {
    database?.close();
    throw explain(error, directory);
  }
}

function compact(database: DatabaseSync): void {
  const unusedPages = readPragma(database, 'freelist_count');
  const unusedBytes = unusedPages * readPragma(database, 'page_size');
  if (unusedBytes > COMPACT_BYTES && unusedPages * 2 > readPragma(database, 'page_count')) {
    database.exec('VACUUM');
  }
}

function readPragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function explain(error: unknown, directory: string): Error {
  const reason = error instanceof Error ? error.message : String(error);
  const advice =
    'Choose another directory with REDRIVE_DATA_DIR, move this one away, or start with --memory.';
  return reason.includes('database is locked')
    ? new Error(`The engine's data in ${directory} is in use by another engine. ${advice}`)
    : new Error(`The engine cannot use its data in ${directory}: ${reason}. ${advice}`);
}
