import { describe, expect, it } from 'vitest';
import { parseQuery } from '#lib/messages/query/parse-query';
import { NOTHING_READ } from '../../../../_data/workbench/client/workbench.ts';
import { countScopes, propose, type Scoped } from './proposal.ts';
import { writeLook } from './write-look.ts';

const fingerprint = 'v1-0123456789abcdef';

describe('writeLook', () => {
  it('names a cause by its fingerprint', () => {
    expect(writeLook({ query: '', groupBy: 'cause', group: fingerprint })).toEqual({ fingerprint });
  });

  it.each([
    [{ query: ' card ', groupBy: 'cause', group: null }, 'card'],
    [{ query: 'a OR b', groupBy: 'cause', group: fingerprint }, `(a OR b) cause="${fingerprint}"`],
    [{ query: '', groupBy: 'day', group: '2026-02-03' }, 'sent=2026-02-03'],
    [{ query: '', groupBy: 'attr.tenant', group: 'a "b"' }, String.raw`attr.tenant="a \"b\""`],
    [{ query: '', groupBy: 'body.order.type', group: '5' }, 'body.order.type="5"'],
  ])('writes %j as a query that can be read', (look, query) => {
    expect(writeLook(look)).toEqual({ query });
    expect(parseQuery(query).problem).toBeNull();
  });

  it.each([
    ['messages without a value', { query: '', groupBy: 'cause', group: '' }],
    ['a query that is not understood', { query: '(', groupBy: 'cause', group: null }],
    ['one that is too long', { query: 'x'.repeat(1995), groupBy: 'cause', group: fingerprint }],
  ])('leaves %s to ids', (_what, look) => {
    expect(writeLook(look)).toBeNull();
  });
});

describe('propose', () => {
  const scoped = (part: Partial<Scoped['look']>, view: Partial<Scoped['view']> = {}): Scoped => ({
    look: { query: '', groupBy: 'cause', group: null, sort: 'newest', ...part },
    view: { ...NOTHING_READ, matching: 2, ...view },
    selected: new Set(['a', 'b', 'c']),
    visible: 7,
    actions: { idsOf: () => Promise.resolve(['a', 'b']) },
  });

  it('takes the selected by their ids, and everything as everything', async () => {
    expect(await propose('selected', scoped({}))).toEqual({
      selection: { messageIds: ['a', 'b', 'c'] },
      description: '3 selected messages',
      count: 3,
      approximate: false,
    });
    expect(await propose('all', scoped({}))).toMatchObject({ selection: { all: true }, approximate: true });
  });

  it('takes by id what no query describes', async () => {
    const proposal = await propose('group', scoped({ group: '' }));
    expect(proposal).toMatchObject({ selection: { messageIds: ['a', 'b'] }, count: 2, approximate: false });
  });

  it('says that a query may find more than was read', async () => {
    const proposal = await propose('results', scoped({ query: 'card' }));
    expect(proposal).toMatchObject({ selection: { query: 'card' }, count: 2, approximate: true });
  });

  it('has a scope for the results of a query or for a chosen group, not for both', () => {
    expect(countScopes(scoped({}))).toEqual({ selected: 3, group: null, results: null, all: 7 });
    expect(countScopes(scoped({ group: fingerprint }))).toMatchObject({ group: 2, results: null });
    expect(countScopes(scoped({ query: 'card', group: fingerprint }))).toMatchObject({
      group: null,
      results: 2,
    });
  });

  it('has no results of a query that is not understood', () => {
    const problem = { message: '', from: 0, to: 1 };
    expect(countScopes(scoped({ query: '(' }, { problem }))).toMatchObject({ results: null });
  });
});
