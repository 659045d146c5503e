import { describe, expect, it } from 'vitest';
import { countBytes, toRequest, type SendDraft } from './draft.ts';

const draft: SendDraft = { bodies: ['hello'], count: 1, delaySeconds: 0, groupId: '', attributes: [] };

describe('toRequest', () => {
  it('leaves out what was left at its default', () => {
    expect(toRequest(draft)).toEqual({ body: 'hello' });
  });

  it('repeats one body, and sends different ones as they are', () => {
    expect(toRequest({ ...draft, count: 40 })).toEqual({ body: 'hello', count: 40 });
    expect(toRequest({ ...draft, bodies: ['a', 'b'], count: 40 })).toEqual({ bodies: ['a', 'b'] });
  });

  it('keeps a count that is out of bounds, for the API to name', () => {
    expect(toRequest({ ...draft, count: 0 })).toEqual({ body: 'hello', count: 0 });
  });

  it('puts each attribute value where its type wants it and drops empty lines', () => {
    const attributes = [
      { id: '1', name: 'tenant', type: 'String', value: 'acme' },
      { id: '2', name: 'seal', type: 'Binary.png', value: 'AAE=' },
      { id: '3', name: '', type: 'String', value: '' },
    ];
    expect(toRequest({ ...draft, attributes, delaySeconds: 5, groupId: 'g' })).toEqual({
      body: 'hello',
      delaySeconds: 5,
      groupId: 'g',
      attributes: {
        tenant: { DataType: 'String', StringValue: 'acme' },
        seal: { DataType: 'Binary.png', BinaryValue: 'AAE=' },
      },
    });
  });
});

describe('countBytes', () => {
  it('counts UTF-8, as SQS does', () => {
    expect(countBytes('a')).toBe(1);
    expect(countBytes('ä🧯')).toBe(6);
  });
});
