import { describe, expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

async function linesOf(chunks: Uint8Array[]): Promise<string[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const lines: string[] = [];
  for await (const some of readLines(body)) lines.push(...some);
  return lines;
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('readLines', () => {
  it('puts lines together again wherever they were cut', async () => {
    const whole = bytes('{"a":"äöü"}\n\n{"b":"🧯"}\n{"c":1}');
    const expected = ['{"a":"äöü"}', '{"b":"🧯"}', '{"c":1}'];
    for (let at = 0; at <= whole.length; at += 1) {
      expect(await linesOf([whole.slice(0, at), whole.slice(at)])).toEqual(expected);
    }
    expect(await linesOf(Array.from(whole, (byte) => Uint8Array.of(byte)))).toEqual(expected);
  });

  it('has no line when there is nothing', async () => {
    expect(await linesOf([])).toEqual([]);
  });
});
