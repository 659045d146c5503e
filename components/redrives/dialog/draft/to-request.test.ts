import { describe, expect, it } from 'vitest';
import { openDraft, type RedriveDraft } from './draft.ts';
import { suitsMoveTask, type RedriveSubject } from './subject.ts';
import { toRequest } from './to-request.ts';

const everything: RedriveSubject = { source: 'dlq', file: null, selection: { all: true }, edit: null };
const one: RedriveSubject = {
  source: 'dlq',
  file: null,
  selection: { messageIds: ['a'] },
  edit: { body: '{"fixed":true}' },
};
const file: RedriveSubject = {
  source: null,
  file: { id: 'f1', messages: 3, sizeBytes: 10, createdAtMs: 0, source: 'dlq' },
  selection: null,
  edit: null,
};

const draft = (part: Partial<RedriveDraft> = {}): RedriveDraft => ({
  ...openDraft({ messages: 312, edit: null, target: null }),
  ...part,
});

describe('toRequest', () => {
  it('holds nothing that was left at its default', () => {
    expect(toRequest(everything, draft({ trial: false, reason: '  ' }))).toEqual({
      source: 'dlq',
      selection: { all: true },
    });
  });

  it('holds every choice', () => {
    const chosen = draft({
      targetKind: 'queue',
      queue: 'orders',
      ratePerSecond: 20,
      stages: [2, 10],
      maxFailurePercent: 5,
      setAttributes: [
        { id: '1', name: 'tenant', type: 'String', value: 'acme' },
        { id: '2', name: 'seal', type: 'Binary.sha', value: 'AAE=' },
        { id: '3', name: '', type: 'String', value: '' },
      ],
      removeAttributes: 'trace, , debug,trace',
      bodyPatch: '{"currency":"EUR","old":null}',
      reason: ' INC-1 ',
      lineage: false,
      allowManyGenerations: true,
      resendUnconfirmed: true,
    });
    expect(toRequest(everything, chosen)).toEqual({
      source: 'dlq',
      selection: { all: true },
      target: 'orders',
      ratePerSecond: 20,
      canary: { stages: [2, 10], maxFailureRatio: 0.05 },
      edit: {
        bodyPatch: { currency: 'EUR', old: null },
        setAttributes: {
          tenant: { DataType: 'String', StringValue: 'acme' },
          seal: { DataType: 'Binary.sha', BinaryValue: 'AAE=' },
        },
        removeAttributes: ['trace', 'debug'],
      },
      reason: 'INC-1',
      lineage: false,
      allowManyGenerations: true,
      resendUnconfirmed: true,
    });
  });

  it('keeps the whole body of the editor, and then sends no patch', () => {
    expect(toRequest(one, draft({ trial: false, bodyPatch: '{"a":1}' })).edit).toEqual({
      body: '{"fixed":true}',
    });
  });

  it('asks AWS for what AWS can do only', () => {
    const chosen = draft({ engine: 'aws', ratePerSecond: 5, bodyPatch: '{"a":1}', lineage: false });
    expect(toRequest(everything, chosen)).toEqual({
      source: 'dlq',
      selection: { all: true },
      ratePerSecond: 5,
      engine: 'aws',
    });
    expect(suitsMoveTask(everything)).toBe(true);
    expect(suitsMoveTask(one)).toBe(false);
    expect(suitsMoveTask(file)).toBe(false);
  });

  it('names a file instead of a queue', () => {
    expect(toRequest(file, draft({ trial: false }))).toEqual({ file: 'f1' });
  });
});
