import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Attempt, InferredAttempt, MessageAttempts, TimelineEntry } from '#lib/attempts/types';
import { recordedAttempt } from '#test/factories/readings/summaries';
import { AttemptTimeline } from './attempt-timeline.tsx';

const recorded = (part: Partial<Attempt> = {}): TimelineEntry => ({
  kind: 'recorded',
  ...recordedAttempt(part),
});

const inferred = (part: Partial<InferredAttempt> = {}): TimelineEntry => ({
  kind: 'inferred',
  messageId: 'm-1',
  generation: 0,
  attempt: 2,
  receiveCount: 2,
  reason: 'killed',
  ...part,
});

const story = (entries: TimelineEntry[], part: Partial<MessageAttempts> = {}): MessageAttempts => ({
  messageId: 'm-1',
  rootId: 'm-1',
  entries,
  visibilityTimeoutSeconds: 30,
  maxReceiveCount: 3,
  truncated: false,
  keptForDays: 30,
  ...part,
});

const render = (
  attempts: MessageAttempts | null,
  part: Partial<Parameters<typeof AttemptTimeline>[0]> = {},
) =>
  renderToStaticMarkup(
    <AttemptTimeline
      attempts={attempts}
      problem={null}
      expected={null}
      consumed
      onRetry={() => {}}
      {...part}
    />,
  );

/** What a reader sees of the markup. */
const textOf = (markup: string) => markup.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe('AttemptTimeline', () => {
  it('tells each attempt with its error, its length, its stack and where it ran', () => {
    const text = textOf(
      render(story([recorded(), recorded({ attempt: 2, startedAtMs: 30_000, durationMs: 1500 })])),
    );
    expect(text).toContain('2 attempts');
    expect(text).toMatch(/Attempt 1 failed 12 ms · .* ago PaymentDeclined card_declined/);
    expect(text).toMatch(/30 s later · visibility timeout 30 s/);
    expect(text).toMatch(/Attempt 2 failed 1\.5 s/);
    expect(text).toContain('at charge (charge.ts:1:1)');
    expect(text).toContain('processor, $LATEST');
    expect(text).toContain('8f3c12ab-0000-4000-8000-000000000000');
  });

  it('has a word, not a colour alone, for each outcome', () => {
    const text = textOf(
      render(
        story([
          recorded(),
          recorded({ attempt: 2, outcome: 'timed-out' }),
          recorded({ attempt: 3, outcome: 'succeeded', error: null }),
          recorded({ attempt: 4, scope: 'batch' }),
        ]),
      ),
    );
    expect(text).toContain('Attempt 2 timed out');
    expect(text).toContain('Attempt 3 succeeded');
    expect(text).toContain('Failed with its whole batch.');
  });

  it('labels what is inferred, with the reason', () => {
    const text = textOf(
      render(story([recorded(), inferred(), recorded({ attempt: 3, startedAtMs: 61_000 })])),
    );
    expect(text).toMatch(/Attempt 2 killed inferred SQS counted this delivery .* ran out of memory/);
    expect(text).toContain('1 min 1 s after attempt 1 · 2 × visibility timeout 30 s');
  });

  it('says what a gap that does not fit the visibility timeout means', () => {
    const gap = (startedAtMs: number) =>
      textOf(render(story([recorded(), recorded({ attempt: 2, startedAtMs })])));
    expect(gap(600_000)).toContain('it waited in the queue');
    expect(gap(4000)).toContain('given back early');
    expect(gap(33_000)).not.toMatch(/waited in the queue|given back early/);
  });

  it('marks a redrive', () => {
    const again = recorded({ attempt: 2, generation: 1, messageId: 'fresh-22-new', startedAtMs: 60_000 });
    const text = textOf(render(story([recorded(), again])));
    expect(text).toContain('redriven as message fresh-22 · tried 1 min after the attempt before');
    expect(text).not.toContain('later · visibility timeout');
  });

  it('says that more attempts exist than are shown', () => {
    expect(textOf(render(story([recorded()], { truncated: true })))).toContain('the newest 1 are shown');
  });

  it('keeps room while reading, for as many attempts as are known of', () => {
    const markup = render(null, { expected: 3 });
    expect(markup).toContain('aria-busy="true"');
    expect(markup.match(/rounded-full/g)).toHaveLength(3);
    expect(textOf(markup)).toContain('Reading the attempts…');
  });

  it('says why attempts cannot be read, and offers to try again', () => {
    const text = textOf(render(null, { problem: 'The table redrive is missing.' }));
    expect(text).toContain('The attempts could not be read: The table redrive is missing.');
    expect(text).toContain('Try again');
    expect(text).not.toContain('Reading the attempts');
  });

  it('says that nothing was recorded, why that may be and what to do', () => {
    const unrecorded = [1, 2].map((attempt) => inferred({ attempt, reason: 'unrecorded' }));
    const text = textOf(render(story(unrecorded)));
    expect(text).toContain('No attempt of this message was recorded');
    expect(text).toContain('SQS must have delivered it 2 times.');
    expect(text).toContain('docs/instrument.md');
    expect(textOf(render(story([]), { consumed: false }))).toContain('no consumer has tried it');
  });

  it('shows what an error says as text, kept apart from its surroundings', () => {
    const evil = '<img src=x onerror=alert(1)>\u202E';
    const error = { name: evil, message: evil, stack: evil, fingerprint: 'v1-1' };
    const markup = render(
      story([recorded({ error, functionName: evil, functionVersion: evil, requestId: evil })]),
    );
    expect(markup).not.toContain('<img');
    expect(markup).toMatch(/<bdi[^>]*>&lt;img/);
    expect(markup).toMatch(/<pre[^>]*><span dir="auto"[^>]*>&lt;img/);
  });
});
