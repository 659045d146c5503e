import { describe, expect, it } from 'vitest';
import { readAll } from '#test/factories/read-all';
import { createChannel } from './channel.ts';

describe('createChannel', () => {
  it('hands over in order, also what comes while the reader waits', async () => {
    const channel = createChannel<number>(100);
    const read = readAll(channel);
    channel.push(1);
    await Promise.resolve();
    channel.push(2);
    channel.close();
    expect(await read).toEqual([1, 2]);
  });

  it('gives what is left before its error', async () => {
    const channel = createChannel<number>(100);
    channel.push(1);
    channel.close(new TypeError('bug'));
    const seen: number[] = [];
    const reading = (async () => {
      for await (const value of channel) seen.push(value);
    })();
    await expect(reading).rejects.toThrow('bug');
    expect(seen).toEqual([1]);
  });

  it('has room again once enough was read', async () => {
    const channel = createChannel<string>(10);
    channel.push('a', 8);
    expect(channel.hasRoom()).toBe(true);
    channel.push('b', 8);
    expect(channel.hasRoom()).toBe(false);
    const reader = channel[Symbol.asyncIterator]();
    await reader.next();
    await channel.drained();
    expect(channel.hasRoom()).toBe(true);
  });
});
