import { connect } from 'node:net';
import { setTimeout as pass } from 'node:timers/promises';
import type { Attack } from './attacks.ts';

const LEAVE_AFTER_MS = 150;
const ANSWER_WITHIN_MS = 20_000;

export interface Played {
  received: Buffer;
  /** The server closed the connection, or reset it, before the client went away. */
  closedByServer: boolean;
}

/** Plays an attack on a connection of its own. Resolves when the server has closed it, or the client has gone away. */
export function play(attack: Attack, port: number): Promise<Played> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const chunks: Buffer[] = [];
    let closedByServer = true;
    const timer = setTimeout(
      () => {
        closedByServer = false;
        socket.resetAndDestroy();
      },
      attack.ending === 'leave' ? LEAVE_AFTER_MS : ANSWER_WITHIN_MS,
    );
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A reset while it still writes is the server's right: it has said what it had to say.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      resolve({ received: Buffer.concat(chunks), closedByServer });
    });
    socket.on('connect', () => void write());

    async function write(): Promise<void> {
      for (const [index, piece] of attack.pieces.entries()) {
        if (index > 0) await pass(attack.pauseMs);
        if (socket.destroyed) return;
        socket.write(piece);
      }
    }
  });
}
