import { NothingHere } from '../panel.tsx';
import type { Reporting } from './reporting.ts';

/** That there is nothing to show, and what to do where that is for want of a report. */
export function NoAttempts({ reporting, nothing }: { reporting: Reporting; nothing: string }) {
  return (
    <NothingHere>
      {nothing}
      {reporting === 'silent' && (
        <>
          {' '}
          Messages were received, yet no attempt was reported: the consumer is not instrumented, or CloudWatch
          is behind. <code>docs/instrument.md</code> shows how to report, in three lines.
        </>
      )}
      {reporting === 'idle' && (
        <>
          {' '}
          No message was received either. Attempts are counted once the consumer is wrapped:{' '}
          <code>docs/instrument.md</code>.
        </>
      )}
    </NothingHere>
  );
}
