import { describe, expect, it } from 'vitest';
import { lazyBody } from '#lib/messages/query/lazy-body';
import { scannedMessage } from '#test/factories/readings/summaries';
import { createGroupable } from './groupable.ts';

const COUNT = 60;

function groupableOf(
  bodyAt: (index: number) => unknown,
  attributesAt: (index: number) => object = () => ({}),
) {
  const groupable = createGroupable();
  for (let index = 0; index < COUNT; index += 1) {
    const attributes = Object.fromEntries(
      Object.entries(attributesAt(index)).map(([name, value]) => [
        name,
        { DataType: 'String', StringValue: String(value) },
      ]),
    );
    const value = bodyAt(index);
    const body = typeof value === 'string' ? value : JSON.stringify(value);
    groupable.add(scannedMessage({ messageId: `m${index}`, body, attributes }), lazyBody(body));
  }
  return groupable.list();
}

describe('createGroupable', () => {
  it('always offers cause and day', () => {
    expect(createGroupable().list()).toEqual(['cause', 'day']);
    expect(groupableOf(() => 'no JSON')).toEqual(['cause', 'day']);
  });

  it('offers attributes, then fields of bodies, with few values in many messages', () => {
    const list = groupableOf(
      (index) => ({ id: index, kind: 'same', order: { type: index % 3, 'odd key': index % 2 === 0 } }),
      (index) => ({ tenant: index % 2, request: index }),
    );
    expect(list).toEqual(['cause', 'day', 'attr.tenant', 'body.order.type', 'body.order["odd key"]']);
  });

  it('leaves out what is in few messages, in arrays, or different in nearly all', () => {
    const list = groupableOf((index) => ({
      rare: index < 10 ? index % 2 : undefined,
      lines: [{ sku: index % 2 }],
      pair: Math.floor(index / 1.5),
    }));
    expect(list).toEqual(['cause', 'day']);
  });
});
