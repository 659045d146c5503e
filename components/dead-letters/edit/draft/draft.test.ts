import { describe, expect, it } from 'vitest';
import { checkDraft } from './check-draft.ts';
import { openDraft, toRules } from './draft.ts';

const tenant = { DataType: 'String', StringValue: 'acme' };
const seal = { DataType: 'Binary', BinaryValue: 'AAEC' };
const lineage = { DataType: 'String', StringValue: '{"root":"a","generation":1,"receives":3}' };

const line = (name: string, type: string, value: string) => ({ id: name, name, type, value });

describe('openDraft', () => {
  it('lays out JSON that came on one line, and leaves any other body alone', () => {
    expect(openDraft({ body: '{"a":1}', attributes: {} })).toMatchObject({
      body: '{\n  "a": 1\n}',
      isJson: true,
      isOneLine: true,
    });
    expect(openDraft({ body: '{\n"a":1}', attributes: {} })).toMatchObject({
      body: '{\n"a":1}',
      isOneLine: false,
    });
    expect(openDraft({ body: 'plain {', attributes: {} })).toMatchObject({ body: 'plain {', isJson: false });
  });

  it('keeps the desk’s own attribute out of sight', () => {
    const { attributes } = openDraft({ body: 'x', attributes: { tenant, 'Redrive-Lineage': lineage, seal } });
    expect(attributes).toEqual([line('seal', 'Binary', 'AAEC'), line('tenant', 'String', 'acme')]);
  });
});

describe('toRules', () => {
  const original = openDraft({ body: '{"id":12345678901234567890,"a":1}', attributes: { tenant, seal } });

  it('changes nothing that was not changed', () => {
    expect(toRules(original, original)).toEqual({});
    const spaced = { ...original, body: original.body.replace('"a": 1', '"a":    1') };
    expect(toRules(original, spaced)).toEqual({});
  });

  it('sends on one line what came on one line, digit by digit', () => {
    const draft = { ...original, body: original.body.replace('"a": 1', '"a": 2') };
    expect(toRules(original, draft)).toEqual({ body: '{"id":12345678901234567890,"a":2}' });
  });

  it('sends as it is written what is laid out already, or is no JSON', () => {
    const pretty = openDraft({ body: '{\n  "a": 1\n}', attributes: {} });
    expect(toRules(pretty, { ...pretty, body: '{\n  "a": 2\n}' })).toEqual({ body: '{\n  "a": 2\n}' });
    expect(toRules(original, { ...original, body: 'now text' })).toEqual({ body: 'now text' });
  });

  it('sets what is new or another, and removes what is gone', () => {
    const attributes = [line('tenant', 'String', 'zenith'), line('level', 'Number', '3')];
    expect(toRules(original, { ...original, attributes })).toEqual({
      setAttributes: {
        tenant: { DataType: 'String', StringValue: 'zenith' },
        level: { DataType: 'Number', StringValue: '3' },
      },
      removeAttributes: ['seal'],
    });
  });

  it('takes a new name for a new attribute', () => {
    const [first, second] = original.attributes;
    const attributes = [first!, { ...second!, name: 'customer' }];
    expect(toRules(original, { ...original, attributes })).toEqual({
      setAttributes: { customer: tenant },
      removeAttributes: ['tenant'],
    });
  });
});

describe('checkDraft', () => {
  it('has nothing against what SQS takes', () => {
    const attributes = [line('a.b-c_d', 'Number.int', '-1.5e3'), line('seal', 'Binary.png', 'AAE=')];
    expect(checkDraft({ body: 'x', attributes })).toEqual({ body: null, attributes: null });
  });

  it('says what SQS would refuse of a body', () => {
    expect(checkDraft({ body: '', attributes: [] }).body).toContain('empty');
    expect(checkDraft({ body: 'é'.repeat(524_289), attributes: [] }).body).toContain('at most 1 MiB');
  });

  it.each([
    [line('', 'String', 'x'), 'no name'],
    [line('a..b', 'String', 'x'), 'no name of an attribute'],
    [line('AWS.trace', 'String', 'x'), 'no name of an attribute'],
    [line('a', 'Text', 'x'), 'String, Number or Binary'],
    [line('a', 'String', ''), 'no value'],
    [line('a', 'Number', 'one'), 'no number'],
    [line('a', 'Binary', 'AAE'), 'not base64'],
    [line('Redrive-Lineage', 'String', 'x'), 'the desk’s own'],
  ])('says what SQS would refuse of %j', (attribute, problem) => {
    expect(checkDraft({ body: 'x', attributes: [attribute] }).attributes).toContain(problem);
  });

  it('says that a name is there twice', () => {
    const attributes = [line('a', 'String', 'x'), { ...line('a', 'String', 'y'), id: '2' }];
    expect(checkDraft({ body: 'x', attributes }).attributes).toContain('two attributes named a');
  });
});
