import type { DatabaseSync } from 'node:sqlite';
import type { Records, Writer } from './disk.ts';

export const RECORD_SCHEMA = `
  CREATE TABLE IF NOT EXISTS record (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (kind, key)
  ) WITHOUT ROWID`;

const DELETED = Symbol('deleted');

/** The documents of one kind in the table `record`, and the writer that keeps them there. */
export function createRecords<Value>(options: {
  database: DatabaseSync;
  kind: string;
  changed: () => void;
}): Records<Value> & Writer {
  const { database, kind, changed } = options;
  const upsert = database.prepare('INSERT OR REPLACE INTO record (kind, key, value) VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM record WHERE kind = ? AND key = ?');
  const pending = new Map<string, Value | typeof DELETED>();

  const note = (key: string, value: Value | typeof DELETED) => {
    pending.set(key, value);
    changed();
  };

  return {
    load: () =>
      database
        .prepare('SELECT key, value FROM record WHERE kind = ? ORDER BY key')
        .all(kind)
        .map((row) => [String(row['key']), JSON.parse(String(row['value'])) as Value]),
    put: note,
    delete: (key) => note(key, DELETED),
    write() {
      for (const [key, value] of pending) {
        if (value === DELETED) remove.run(kind, key);
        else upsert.run(kind, key, JSON.stringify(value));
      }
    },
    settled(committed) {
      if (committed) pending.clear();
    },
  };
}
