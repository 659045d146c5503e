import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RedriveSchema } from '#lib/redrive/redrive-schema';
import { checkDraft } from './check-draft.ts';
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

describe('toRequest', () => {
  it('is accepted by the API whenever the dialog finds nothing wrong', () => {
    const names = fc.stringMatching(/^[a-z]{0,6}$/);
    const drafts = fc.record<Partial<RedriveDraft>>({
      targetKind: fc.constantFrom('origin', 'queue', 'function'),
      queue: names,
      functionName: names,
      ratePerSecond: fc.option(fc.oneof(fc.integer({ min: -1, max: 10_001 }), fc.constant(NaN))),
      trial: fc.boolean(),
      stages: fc.array(fc.oneof(fc.integer({ min: 0, max: 100_001 }), fc.constant(NaN)), { maxLength: 8 }),
      maxFailurePercent: fc.oneof(fc.integer({ min: -1, max: 101 }), fc.constant(NaN)),
      bodyPatch: fc.oneof(fc.json(), fc.string()),
      removeAttributes: fc.string({ maxLength: 30 }),
      reason: fc.string({ maxLength: 510 }),
      engine: fc.constantFrom('desk', 'aws'),
    });
    const subjects = fc.constantFrom(everything, one, file);
    fc.assert(
      fc.property(drafts, subjects, (part, subject) => {
        const engine = suitsMoveTask(subject) ? part.engine : 'desk';
        const chosen = {
          ...openDraft({ messages: 312, edit: null, target: null }),
          ...part,
          ...(engine && { engine }),
        };
        if (chosen.queue === 'dlq' || Object.keys(checkDraft(chosen)).length) return;
        if (chosen.engine === 'aws' && chosen.targetKind === 'function') return;
        expect(RedriveSchema.safeParse(toRequest(subject, chosen)).error?.issues).toBeUndefined();
      }),
    );
  });
});
