import { describe, expect, it } from 'vitest';
import { jobMessage, redriveJob, stage } from '#test/factories/redrives/job';
import type { Evidence, Found, JobEvidence, Original } from './evidence.ts';
import { countDoubles, judge } from './judge.ts';

const ORIGINALS: Original[] = Array.from({ length: 6 }, (_, index) => ({
  key: `chaos-${index}-`,
  messageId: `id-${index}`,
  body: `body of chaos-${index}-`,
  attributes: {
    text: { DataType: 'String.custom', StringValue: 'ünïcödé' },
    bytes: { DataType: 'Binary', BinaryValue: Uint8Array.of(0, 255) },
  },
  traceHeader: 'Root=1-5f84c7a1',
  groupId: `group-${index % 2}`,
}));

/** Four were moved, one failed, and one was moved and may be there twice. */
function jobOf(part: Partial<JobEvidence> = {}): JobEvidence {
  const [moved, failed] = [[0, 1, 2, 3, 5], [4]].map((indexes) =>
    indexes.map((index) => jobMessage({ messageId: `id-${index}` })),
  );
  return {
    job: redriveJob({
      status: 'completed',
      totals: { selected: 6, moved: 5, skipped: 0, failed: 1, left: 0 },
      mayBeDoubled: 1,
      stages: [stage(null, { status: 'passed', moved: 5 })],
    }),
    selected: null,
    unknownIds: [],
    expect: (original) => original,
    failures: new Set(['send-unconfirmed']),
    moved: moved ?? [],
    skipped: [],
    failed: (failed ?? []).map((one) => ({ ...one, list: 'failed', code: 'send-unconfirmed' })),
    doubtful: [jobMessage({ messageId: 'id-5' })],
    ...part,
  };
}

function found(index: number, part: Partial<Found> = {}): Found {
  const original = ORIGINALS[index];
  if (!original) throw new TypeError(`there is no original ${index}`);
  const { messageId: _, ...content } = original;
  return { ...content, ...part };
}

function evidenceOf(part: Partial<Evidence> = {}): Evidence {
  return {
    originals: ORIGINALS,
    sourceIsFile: false,
    target: 'standard',
    mayResend: false,
    left: [found(4), found(5)],
    copies: [found(0), found(1), found(2), found(3), found(5)],
    jobs: [jobOf()],
    ...part,
  };
}

const rulesOf = (evidence: Evidence) => judge(evidence).map(({ rule }) => rule);

describe('the judge', () => {
  it('accepts a world in which all is well, and what the desk adds to a copy', () => {
    const attributes = {
      ...ORIGINALS[0]?.attributes,
      'Redrive-Lineage': { DataType: 'String', StringValue: '{}' },
    };
    const copies = [found(0, { attributes }), found(1), found(2), found(3), found(5)];
    expect(judge(evidenceOf({ copies }))).toEqual([]);
    expect(countDoubles(evidenceOf())).toBe(1);
  });

  it('finds a message that is nowhere', () => {
    const copies = evidenceOf().copies.filter(({ key }) => key !== 'chaos-0-');
    // It is missed as a message, and as the copy that the job has counted.
    expect(rulesOf(evidenceOf({ copies }))).toEqual(['lost', 'lost']);
    expect(rulesOf(evidenceOf({ left: [found(5)] }))).toContain('lost');
  });

  it('finds a copy that was counted and does not exist, although the message is still there', () => {
    const copies = evidenceOf().copies.filter(({ key }) => key !== 'chaos-0-');
    expect(rulesOf(evidenceOf({ copies, left: [found(0), found(4)] }))).toEqual(['lost']);
    expect(rulesOf(evidenceOf({ copies, sourceIsFile: true, left: [] }))).toEqual(['lost']);
  });

  it('finds a message that exists twice and is not listed', () => {
    expect(rulesOf(evidenceOf({ left: [found(0), found(4)] }))).toEqual(['doubled']);
    const copies = [...evidenceOf().copies, found(1)];
    expect(rulesOf(evidenceOf({ copies, mayResend: true }))).toEqual(['doubled']);
    expect(rulesOf(evidenceOf({ copies, mayResend: true, sourceIsFile: true }))).toEqual(['doubled']);
  });

  it('finds a message that was sent twice, listed or not, unless somebody asked for it', () => {
    const copies = [...evidenceOf().copies, found(5)];
    expect(rulesOf(evidenceOf({ copies }))).toEqual(['doubled']);
    expect(rulesOf(evidenceOf({ copies, mayResend: true }))).toEqual([]);
    expect(rulesOf(evidenceOf({ copies, mayResend: true, target: 'fifo' }))).toEqual(['doubled']);
  });

  it('takes no offence at a message that was kept and not deleted, but misses one that was deleted and not kept', () => {
    const left = [found(0), found(4), found(5)];
    expect(rulesOf(evidenceOf({ left, target: 'snapshot' }))).toEqual([]);
    const copies = evidenceOf().copies.slice(1);
    expect(rulesOf(evidenceOf({ copies, target: 'snapshot' }))).toEqual(['lost', 'lost']);
  });

  it('finds a copy that no job knows of, and a message that left without one', () => {
    const job = jobOf({ doubtful: [], failed: [] });
    const copies = [...evidenceOf().copies, found(4)];
    expect(rulesOf(evidenceOf({ left: [], copies, jobs: [job] }))).toContain('lists');
    expect(rulesOf(evidenceOf({ copies: [...evidenceOf().copies, found(0, { key: null })] }))).toEqual([
      'foreign',
    ]);
  });

  it.each([
    { totals: { selected: 7, moved: 5, skipped: 0, failed: 1, left: 0 } },
    { totals: { selected: 6, moved: 4, skipped: 0, failed: 1, left: 1 } },
    { totals: { selected: 6, moved: 5, skipped: 1, failed: 0, left: 0 } },
    { totals: { selected: 6, moved: 5, skipped: 0, failed: 2, left: -1 } },
    { mayBeDoubled: 0 },
    { stages: [stage(null, { moved: 4 })] },
  ])('finds wrong totals: %j', (part) => {
    const { job } = jobOf();
    expect(new Set(rulesOf(evidenceOf({ jobs: [jobOf({ job: { ...job, ...part } })] })))).toEqual(
      new Set(['totals']),
    );
  });

  it('finds a message in two lists, and a failure that nothing explains', () => {
    const twice = jobOf({
      skipped: [jobMessage({ messageId: 'id-0', list: 'skipped', code: 'send-unconfirmed' })],
    });
    expect(rulesOf(evidenceOf({ jobs: [twice] }))).toContain('lists');
    expect(rulesOf(evidenceOf({ jobs: [jobOf({ failures: new Set() })] }))).toEqual(['lists']);
  });

  it('finds a message that two jobs have moved, unless it was sent again on request', () => {
    const { job } = jobOf();
    const later = jobOf({
      job: { ...job, id: 'later' },
      failed: [],
      doubtful: [],
      moved: [jobMessage({ messageId: 'id-5' })],
    });
    const found = judge(evidenceOf({ jobs: [jobOf(), later] })).filter(({ rule }) => rule === 'lists');
    expect(found.map(({ keys }) => keys)).toEqual([['chaos-5-']]);
    expect(rulesOf(evidenceOf({ jobs: [jobOf(), later], mayResend: true }))).not.toContain('lists');
  });

  it('finds what was moved without being selected, and what was selected and forgotten', () => {
    const selected = new Set(ORIGINALS.slice(1).map(({ key }) => key));
    const jobs = [jobOf({ selected })];
    expect(rulesOf(evidenceOf({ jobs }))).toEqual(['totals', 'selection']);
    expect(rulesOf(evidenceOf({ jobs: [jobOf({ failed: [] })] }))).toContain('selection');
  });

  it('finds a group whose messages changed places, and lets groups overtake each other', () => {
    const copies = [0, 1, 2, 3, 5].map((index) => found(index));
    const swapped = [1, 3, 0, 2, 5].map((index) => found(index));
    const broken = [2, 1, 0, 3, 5].map((index) => found(index));
    expect(rulesOf(evidenceOf({ copies, target: 'fifo' }))).toEqual([]);
    expect(rulesOf(evidenceOf({ copies: swapped, target: 'fifo' }))).toEqual([]);
    expect(rulesOf(evidenceOf({ copies: broken, target: 'fifo' }))).toEqual(['order']);
  });

  it.each<Partial<Found>>([
    { body: 'body of chaos-0- ' },
    { traceHeader: null },
    { groupId: 'group-1' },
    { attributes: {} },
    { attributes: { ...ORIGINALS[0]?.attributes, text: { DataType: 'String', StringValue: 'ünïcödé' } } },
    {
      attributes: {
        ...ORIGINALS[0]?.attributes,
        text: { DataType: 'String.custom', StringValue: 'ünicödé' },
      },
    },
    {
      attributes: {
        ...ORIGINALS[0]?.attributes,
        bytes: { DataType: 'Binary', BinaryValue: Uint8Array.of(0, 254) },
      },
    },
    { attributes: { ...ORIGINALS[0]?.attributes, more: { DataType: 'Number', StringValue: '1' } } },
  ])('finds a copy that is not the same: %j', (part) => {
    const copies = [found(0, part), found(1), found(2), found(3), found(5)];
    expect(rulesOf(evidenceOf({ copies }))).toEqual(['content']);
    const expected = jobOf({ expect: (original) => ({ ...original, ...part }) });
    expect(rulesOf(evidenceOf({ copies: [found(0, part)], jobs: [expected] }))).not.toContain('content');
  });
});
