import { SETTABLE } from './definitions.ts';
import {
  parseRedriveAllowPolicy,
  parseRedrivePolicy,
  type RedriveAllowPolicy,
  type RedrivePolicy,
} from './redrive-policy.ts';

/** What a queue's attributes mean, ready for use on every request. */
export interface QueueSettings {
  delayMs: number;
  maximumMessageSizeBytes: number;
  messageRetentionMs: number;
  receiveWaitMs: number;
  visibilityTimeoutMs: number;
  redrivePolicy: RedrivePolicy | undefined;
  redriveAllowPolicy: RedriveAllowPolicy | undefined;
  contentBasedDeduplication: boolean;
  /** A deduplication id counts within its message group only. */
  deduplicatesPerGroup: boolean;
}

/** The value that is in force: what was set, or the default. */
export function effectiveValue(attributes: ReadonlyMap<string, string>, name: string): string | undefined {
  return attributes.get(name) ?? SETTABLE[name]?.default;
}

export function readSettings(attributes: ReadonlyMap<string, string>): QueueSettings {
  const number = (name: string) => Number(effectiveValue(attributes, name));
  const redrivePolicy = attributes.get('RedrivePolicy');
  const redriveAllowPolicy = attributes.get('RedriveAllowPolicy');
  return {
    delayMs: number('DelaySeconds') * 1000,
    maximumMessageSizeBytes: number('MaximumMessageSize'),
    messageRetentionMs: number('MessageRetentionPeriod') * 1000,
    receiveWaitMs: number('ReceiveMessageWaitTimeSeconds') * 1000,
    visibilityTimeoutMs: number('VisibilityTimeout') * 1000,
    redrivePolicy: redrivePolicy === undefined ? undefined : parseRedrivePolicy(redrivePolicy),
    redriveAllowPolicy:
      redriveAllowPolicy === undefined ? undefined : parseRedriveAllowPolicy(redriveAllowPolicy),
    contentBasedDeduplication: attributes.get('ContentBasedDeduplication') === 'true',
    deduplicatesPerGroup: attributes.get('DeduplicationScope') === 'messageGroup',
  };
}
