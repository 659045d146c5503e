import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReadings } from './readings.ts';

/** A server that answers when told to; `asked` has every path in order. */
function createServer() {
  const asked: string[] = [];
  let next: { text: string } | { error: Error } | 'nothing' = { text: '{"n":1}' };
  return {
    asked,
    answerWith: (text: string) => (next = { text }),
    fail: (message: string) => (next = { error: new Error(message) }),
    hang: () => (next = 'nothing'),
    ask: (path: string) => {
      asked.push(path);
      if (next === 'nothing') return new Promise<string>(() => {});
      return 'text' in next ? Promise.resolve(next.text) : Promise.reject(next.error);
    },
  };
}

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const tick = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('createReadings', () => {
  it('asks once for all who watch, at the pace of the most eager', async () => {
    const server = createServer();
    const readings = createReadings(server.ask);
    readings.watch('/a', 5000, () => {});
    readings.watch('/a', 2000, () => {});
    readings.watch('/a', 0, () => {});
    await tick(0);
    expect(server.asked).toEqual(['/a']);
    await tick(6000);
    expect(server.asked).toHaveLength(4);
  });

  it('tells its watchers, and keeps the identity of an answer that did not change', async () => {
    const server = createServer();
    const readings = createReadings(server.ask);
    const seen: unknown[] = [];
    readings.watch('/a', 1000, () => seen.push(readings.read('/a').data));
    await tick(1000);
    expect(seen).toEqual([{ n: 1 }, { n: 1 }]);
    expect(seen[1]).toBe(seen[0]);
    server.answerWith('{"n":2}');
    await tick(1000);
    expect(seen[2]).toEqual({ n: 2 });
  });

  it('keeps the data beside the error, with its time, and recovers', async () => {
    const server = createServer();
    const readings = createReadings(server.ask);
    readings.watch('/a', 1000, () => {});
    await tick(0);
    const { updatedAtMs } = readings.read('/a');
    server.fail('down');
    await tick(3000);
    expect(readings.read('/a')).toEqual({ data: { n: 1 }, error: new Error('down'), updatedAtMs });
    server.answerWith('{"n":3}');
    await tick(1000);
    expect(readings.read('/a')).toMatchObject({ data: { n: 3 }, error: null });
  });

  it('takes an answer that is not JSON for a failure', async () => {
    const server = createServer();
    server.answerWith('<html>');
    const readings = createReadings(server.ask);
    readings.watch('/a', 1000, () => {});
    await tick(0);
    expect(readings.read('/a').error).toBeInstanceOf(SyntaxError);
  });

  it('does not ask again before the answer, however slow', async () => {
    const server = createServer();
    server.hang();
    const readings = createReadings(server.ask);
    readings.watch('/a', 1000, () => {});
    await tick(60_000);
    expect(server.asked).toHaveLength(1);
  });

  it('asks nothing while stopped, and catches up at once when started', async () => {
    const server = createServer();
    const readings = createReadings(server.ask);
    readings.watch('/a', 1000, () => {});
    await tick(0);
    readings.setRunning(false);
    await tick(60_000);
    expect(server.asked).toHaveLength(1);
    readings.setRunning(true);
    await tick(0);
    expect(server.asked).toHaveLength(2);
  });

  it('asks nothing more when nobody watches, and at once for the next who does', async () => {
    const server = createServer();
    const readings = createReadings(server.ask);
    readings.watch('/a', 1000, () => {})();
    await tick(60_000);
    expect(server.asked).toHaveLength(1);
    readings.watch('/a', 0, () => {});
    await tick(0);
    expect(server.asked).toHaveLength(2);
    expect(readings.read('/b').data).toBeUndefined();
  });

  it('reads what is watched again when told, even while stopped', async () => {
    const server = createServer();
    const readings = createReadings(server.ask);
    readings.watch('/a', 0, () => {});
    readings.watch('/gone', 0, () => {})();
    await tick(0);
    readings.setRunning(false);
    await readings.refresh();
    expect(server.asked).toEqual(['/a', '/gone', '/a']);
  });
});
