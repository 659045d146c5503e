import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Disk, Writer } from '../../core/disk/disk.ts';
import { bodyOf, createMessage, type Message, type MessageAttribute } from '../state/message.ts';

/**
 * What a message says is written once; what happens to it is a short row of its own, so that a receive of a message of
 * 1 MiB writes a hundred bytes. `shelf` is the queue's, and another one after a purge.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS message_content (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    body_md5 TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    attributes TEXT,
    attributes_md5 TEXT,
    trace_header TEXT,
    sender_id TEXT NOT NULL,
    group_id TEXT,
    sent_at_ms INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS message_state (
    key INTEGER PRIMARY KEY,
    shelf INTEGER NOT NULL,
    number INTEGER NOT NULL,
    deduplication_id TEXT,
    dead_letter_source_arn TEXT,
    entered_at_ms INTEGER NOT NULL,
    retention_start_ms INTEGER NOT NULL,
    first_received_at_ms INTEGER NOT NULL,
    received_at_ms INTEGER NOT NULL,
    receive_count INTEGER NOT NULL,
    due_at_ms INTEGER NOT NULL
  )`;

export interface MessageTable {
  /** `message` is to be written with the next commit, as it is then. */
  changed(message: Message): void;
  /** Every stored message, `place` still unset. To be called once, at the start. */
  load(): Iterable<Message>;
  /** Deletes up to `limit` messages that are on none of `shelves`, from `key` on; returns where to go on, if anywhere. */
  sweep(shelves: ReadonlySet<number>, fromKey: number, limit: number): number | undefined;
}

/** The messages of all queues, on disk. */
export function createMessageTable(disk: Disk, database: DatabaseSync): MessageTable {
  database.exec(SCHEMA);
  const insertContent = database.prepare(
    'INSERT OR REPLACE INTO message_content VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const upsertState = database.prepare(
    'INSERT OR REPLACE INTO message_state VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const deleteContent = database.prepare('DELETE FROM message_content WHERE key = ?');
  const deleteState = database.prepare('DELETE FROM message_state WHERE key = ?');
  const nextKeys = database.prepare(
    'SELECT key, shelf FROM message_state WHERE key >= ? ORDER BY key LIMIT ?',
  );

  let nextKey = highestKey(database) + 1;
  let changed: Message[] = [];

  const writer: Writer = {
    write() {
      for (const message of changed) {
        if (message.place === 'gone') {
          if (message.storedKey === 0) continue;
          deleteContent.run(message.storedKey);
          deleteState.run(message.storedKey);
          continue;
        }
        if (message.storedKey === 0) {
          message.storedKey = nextKey++;
          message.isStored = false;
        }
        if (!message.isStored) writeContent(insertContent, message);
        writeState(upsertState, message);
      }
    },
    settled(committed) {
      if (!committed) return;
      for (const message of changed) {
        message.isChanged = false;
        message.isStored = message.place !== 'gone';
        if (!message.isStored) message.storedKey = 0;
      }
      changed = [];
    },
  };
  disk.addWriter(writer);

  return {
    changed(message) {
      if (message.isChanged) return;
      message.isChanged = true;
      changed.push(message);
      disk.changed();
    },
    *load() {
      const rows = database
        .prepare('SELECT * FROM message_state JOIN message_content USING (key) ORDER BY key')
        .iterate();
      for (const row of rows) yield readMessage(row);
    },
    sweep(shelves, fromKey, limit) {
      const rows = nextKeys.all(fromKey, limit);
      database.exec('BEGIN');
      try {
        for (const { key, shelf } of rows) {
          if (shelves.has(Number(shelf))) continue;
          deleteContent.run(Number(key));
          deleteState.run(Number(key));
        }
        database.exec('COMMIT');
      } catch {
        // What a full disk does not let go of now is left for the next sweep.
        if (database.isTransaction) database.exec('ROLLBACK');
        return undefined;
      }
      const last = rows.at(-1);
      return last && Number(last['key']) + 1;
    },
  };
}

function highestKey(database: DatabaseSync): number {
  return Number(database.prepare('SELECT max(key) AS key FROM message_content').get()?.['key'] ?? 0);
}

function writeContent(statement: StatementSync, message: Message): void {
  statement.run(
    message.storedKey,
    message.id,
    bodyOf(message),
    message.bodyMd5,
    message.sizeBytes,
    message.attributes.length === 0 ? null : JSON.stringify(message.attributes),
    message.attributesMd5 ?? null,
    message.traceHeader ?? null,
    message.senderId,
    message.groupId ?? null,
    message.sentAtMs,
  );
}

function writeState(statement: StatementSync, message: Message): void {
  statement.run(
    message.storedKey,
    message.shelf,
    message.number,
    message.deduplicationId ?? null,
    message.deadLetterSourceArn ?? null,
    message.enteredAtMs,
    message.retentionStartMs,
    message.firstReceivedAtMs,
    message.receivedAtMs,
    message.receiveCount,
    message.dueAtMs,
  );
}

function readMessage(row: Record<string, SQLOutputValue>): Message {
  const text = (name: string) => row[name]?.toString();
  const number = (name: string) => Number(row[name]);
  const attributes = text('attributes');
  const message = createMessage(
    String(row['id']),
    {
      bodyJson: JSON.stringify(String(row['body'])),
      bodyMd5: String(row['body_md5']),
      sizeBytes: number('size_bytes'),
      attributes: attributes === undefined ? [] : (JSON.parse(attributes) as MessageAttribute[]),
      attributesMd5: text('attributes_md5'),
      traceHeader: text('trace_header'),
      senderId: String(row['sender_id']),
      groupId: text('group_id'),
      deduplicationId: text('deduplication_id'),
    },
    number('sent_at_ms'),
  );
  message.storedKey = number('key');
  message.isStored = true;
  message.shelf = number('shelf');
  message.number = number('number');
  message.deadLetterSourceArn = text('dead_letter_source_arn');
  message.enteredAtMs = number('entered_at_ms');
  message.retentionStartMs = number('retention_start_ms');
  message.firstReceivedAtMs = number('first_received_at_ms');
  message.receivedAtMs = number('received_at_ms');
  message.receiveCount = number('receive_count');
  message.dueAtMs = number('due_at_ms');
  return message;
}
