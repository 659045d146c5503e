import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { SendOutcome } from './send-outcome.tsx';

const sent = [{ index: 0, messageId: 'the-id' }];
const failed = [{ index: 1, code: 'InvalidMessageContents', message: 'A character SQS does not take.' }];

describe('SendOutcome', () => {
  it('says accepted only when all were', () => {
    const markup = renderToStaticMarkup(<SendOutcome result={{ sent, failed: [] }} />);
    expect(markup).toContain('1 message accepted by SQS.');
    expect(markup).toContain('the-id');
    expect(markup).toContain('role="status"');
  });

  it('is an alert that names each refused message when part was refused', () => {
    const markup = renderToStaticMarkup(<SendOutcome result={{ sent, failed }} />);
    expect(markup).toContain('1 of 2 messages accepted, 1 refused.');
    expect(markup).toContain('#2');
    expect(markup).toContain('InvalidMessageContents: A character SQS does not take.');
    expect(markup).toContain('role="alert"');
  });

  it('does not speak of sending when nothing was', () => {
    const markup = renderToStaticMarkup(<SendOutcome result={{ sent: [], failed }} />);
    expect(markup).toContain('Nothing was sent: 1 message refused.');
    expect(markup).not.toContain('accepted');
  });
});
