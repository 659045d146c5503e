import { describe, expect, it } from 'vitest';
import { readAll } from '#test/factories/read-all';
import { MASK, maskMessage } from './mask-message.ts';
import { refuseMaskedEdit, refuseMaskedFile } from './refuse-masked.ts';
import { parseMaskRules, type MaskRule } from './rules.ts';

function rulesOf(text: string): MaskRule[] {
  const parsed = parseMaskRules(text);
  if ('problem' in parsed) throw new TypeError(parsed.problem);
  return parsed.rules;
}

function bodyOf(rules: string, body: unknown): unknown {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const masked = maskMessage({ body: text, attributes: {} }, rulesOf(rules)).body;
  return typeof body === 'string' ? masked : JSON.parse(masked);
}

describe('masking a body', () => {
  it.each([
    ['body.card.number', { card: { number: '4111', brand: 'x' } }, { card: { number: MASK, brand: 'x' } }],
    ['body.n', { n: 7 }, { n: MASK }],
    ['body.n', { n: null }, { n: MASK }],
    ['body.n', { n: { deep: [1] } }, { n: MASK }],
    [
      'body.items.email',
      { items: [{ email: 'a' }, { email: 'b' }] },
      { items: [{ email: MASK }, { email: MASK }] },
    ],
    ['body.email', [{ email: 'a' }], [{ email: MASK }]],
    ['body.items[1]', { items: ['a', 'b'] }, { items: ['a', MASK] }],
    [
      'body.c.*.email',
      { c: { x: { email: 1 }, y: { email: 2, z: 3 } } },
      { c: { x: { email: MASK }, y: { email: MASK, z: 3 } } },
    ],
    ['body.c.*', { c: { x: 1, y: [2] } }, { c: { x: MASK, y: MASK } }],
    ['body["odd.key"]', { 'odd.key': 1 }, { 'odd.key': MASK }],
    ['body.a body.b', { a: 1, b: 2, c: 3 }, { a: MASK, b: MASK, c: 3 }],
    ['body.card.number', { card: '4111' }, { card: '4111' }],
  ])('%s', (rules, body, masked) => expect(bodyOf(rules, body)).toEqual(masked));

  it('shows nothing of a name that occurs twice', () => {
    expect(bodyOf('body.pin', '{"pin": 1234, "pin": 5}')).toBe(`{"pin":"${MASK}"}`);
    expect(bodyOf('body.card.number', '{"card": {"number": 4111}, "card": {}}')).toBe('{"card":{}}');
    expect(bodyOf('body.card.number', '{"card": {"n\\u0075mber": 4111}, "card": {}}')).toBe('{"card":{}}');
  });

  it.each(['{ "other": 1.0 }', 'card.number=4111', '', '{"broken"', '"4111"'])('leaves %j as it is', (body) =>
    expect(bodyOf('body.card.number attr.x', body)).toBe(body),
  );

  it('looks at no names that every object has', () => {
    expect(bodyOf('body.__proto__.x body.constructor', '{"a":1}')).toBe('{"a":1}');
    expect(({} as { x?: string }).x).toBeUndefined();
  });
});

it('masks attributes, binary ones too', () => {
  const attributes = {
    token: { DataType: 'Binary', BinaryValue: 'AAAA' },
    kept: { DataType: 'String', StringValue: 'y' },
  };
  expect(maskMessage({ body: '', attributes }, rulesOf('attributes.token')).attributes).toEqual({
    token: { DataType: 'String', StringValue: MASK },
    kept: attributes.kept,
  });
});

it.each(['body', '$', 'cause', 'card.number', 'attr.', 'body..x'])('%s is no rule', (text) =>
  expect(parseMaskRules(`body.ok ${text}`)).toEqual({ problem: text }),
);

describe('what is masked is not written back', () => {
  const rules = rulesOf('body.pin');
  it('by an edit', () => {
    const edit = { body: JSON.stringify({ pin: MASK }) };
    expect(() => refuseMaskedEdit({ edit }, rules)).toThrow('bodyPatch');
    expect(() => refuseMaskedEdit({ edit: { setAttributes: { a: { StringValue: MASK } } } }, rules)).toThrow(
      'bodyPatch',
    );
    expect(() => refuseMaskedEdit({ edit }, [])).not.toThrow();
    expect(() => refuseMaskedEdit({ edit: { bodyPatch: { pin: 1 } } }, rules)).not.toThrow();
    expect(() => refuseMaskedEdit(null, rules)).not.toThrow();
  });

  it('by a file, wherever its pieces are cut', async () => {
    async function* pieces() {
      yield* ['{"body":"', '•', '•', '•"}'];
    }
    await expect(readAll(refuseMaskedFile(pieces(), rules))).rejects.toThrow('masked values');
    expect((await readAll(refuseMaskedFile(pieces(), []))).join('')).toContain(MASK);
  });
});
