import { describe, expect, it } from 'vitest';
import { ownFrames } from './own-frames.ts';

const stackOf = (...frames: string[]) =>
  ['Error: no', ...frames.map((frame) => `    at ${frame}`)].join('\n');

describe('ownFrames', () => {
  it.each([
    'charge (/var/task/pay/charge.js:10:5)',
    'charge (/home/dev/app/src/charge.js:12:1)',
    'async charge (file:///var/task/charge.js:99:7)',
    'Object.charge (C:\\app\\pay\\charge.js:10:5)',
    'charge (file:///C:/app/charge.js:10:5)',
    'exports.charge [as handler] (/var/task/charge.js?v=8:10:5)',
    'charge (webpack://shop/./src/charge.js?3f2a:10:5)',
    'charge (/var/task/charge-BkX9aQ2t.js:1:20311)',
    'charge (/var/task/charge.8f3a2b1c.js:1:20311)',
    'charge (/home/dev/app (copy)/charge.js:10:5)',
  ])('finds one place in %s, wherever it is deployed', (frame) => {
    expect(ownFrames(stackOf(frame))).toEqual(['charge charge.js']);
  });

  it('leaves out Node, Lambda, packages, this recorder and what has no file', () => {
    const stack = stackOf(
      'Array.map (<anonymous>)',
      'new Promise (<anonymous>)',
      'async Promise.all (index 0)',
      'eval (eval at run (/var/task/run.js:1:1), <anonymous>:1:1)',
      'send (/var/task/node_modules/pg/lib/client.js:526:17)',
      'send (C:\\app\\node_modules\\pg\\client.js:526:17)',
      'process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
      'Runtime.handleOnce (file:///var/runtime/index.mjs:1173:29)',
      'watched (/var/task/lib/attempts/record/batch-notes.ts:30:24)',
      'new Order (/var/task/order.js:3:9)',
      'Order.<anonymous> (/var/task/order.js:7:9)',
      '/var/task/index.js:1:1',
    );
    expect(ownFrames(stack)).toEqual([
      'Order order.js',
      'Order.<anonymous> order.js',
      '<anonymous> index.js',
    ]);
  });

  it('keeps the top three, and a function that calls itself once', () => {
    const walk = Array.from({ length: 5 }, (_, line) => `walk (/app/tree.js:${line}:1)`);
    const rest = ['a', 'b', 'c'].map((name) => `${name} (/app/x.js:1:1)`);
    expect(ownFrames(stackOf(...walk, ...rest))).toEqual(['walk tree.js', 'a x.js', 'b x.js']);
  });

  it('ends where the causes begin', () => {
    expect(ownFrames(`Error: no\nCaused by: ${stackOf('a (/app/x.js:1:1)')}`)).toEqual([]);
  });

  it('reads what Node writes', () => {
    function failHere(): Error {
      return new Error('no\n    at nothing');
    }
    expect(ownFrames(failHere().stack ?? '')[0]).toBe('failHere own-frames.test.ts');
  });
});
