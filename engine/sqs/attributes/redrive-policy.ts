import { Fault } from '../../core/fault.ts';
import { LIMITS } from '../limits.ts';

export interface RedrivePolicy {
  deadLetterTargetArn: string;
  /** 1..1000 deliveries. */
  maxReceiveCount: number;
}

export interface RedriveAllowPolicy {
  redrivePermission: 'allowAll' | 'denyAll' | 'byQueue';
  /** At most 10, with `byQueue` only. */
  sourceQueueArns?: string[];
}

/**
 * Reads a RedrivePolicy by its own rules; whether its target will do is for the queues to say.
 * maxReceiveCount may be a number or its text, and must be there: what AWS does without it is not on record.
 * @throws {Fault} InvalidParameterValue
 */
export function parseRedrivePolicy(text: string): RedrivePolicy {
  const refuse = (reason: string) => invalid('RedrivePolicy', text, reason);
  const { deadLetterTargetArn, maxReceiveCount } = parseMap('RedrivePolicy', text);
  if (typeof deadLetterTargetArn !== 'string' || deadLetterTargetArn === '') {
    throw refuse('Redrive policy does not contain mandatory attribute: deadLetterTargetArn.');
  }
  if (maxReceiveCount === undefined) {
    throw refuse('Redrive policy does not contain mandatory attribute: maxReceiveCount.');
  }
  const isNumeric =
    typeof maxReceiveCount === 'number' ||
    (typeof maxReceiveCount === 'string' && /^\d{1,9}$/.test(maxReceiveCount));
  const count = isNumeric ? Number(maxReceiveCount) : Number.NaN;
  const { min, max } = LIMITS.maxReceiveCount;
  if (!Number.isInteger(count) || count < min || count > max) {
    throw refuse(
      `Invalid value for maxReceiveCount: ${JSON.stringify(maxReceiveCount).slice(0, 64)}, valid values are from ${min} to ${max} both inclusive.`,
    );
  }
  return { deadLetterTargetArn, maxReceiveCount: count };
}

/** @throws {Fault} InvalidParameterValue */
export function parseRedriveAllowPolicy(text: string): RedriveAllowPolicy {
  const refuse = (reason: string) => invalid('RedriveAllowPolicy', text, reason);
  const { redrivePermission = 'allowAll', sourceQueueArns } = parseMap('RedriveAllowPolicy', text);
  if (redrivePermission === 'allowAll' || redrivePermission === 'denyAll') {
    if (sourceQueueArns !== undefined) {
      throw refuse('Attribute sourceQueueArns is allowed with redrivePermission byQueue only.');
    }
    return { redrivePermission };
  }
  if (redrivePermission !== 'byQueue') {
    throw refuse('Attribute redrivePermission must be one of allowAll, denyAll, byQueue.');
  }
  if (!Array.isArray(sourceQueueArns) || !sourceQueueArns.every((arn) => typeof arn === 'string')) {
    throw refuse('Redrive allow policy does not contain mandatory attribute: sourceQueueArns.');
  }
  if (sourceQueueArns.length === 0 || sourceQueueArns.length > LIMITS.redriveAllowSources) {
    throw refuse(`Attribute sourceQueueArns must hold 1 to ${LIMITS.redriveAllowSources} ARNs.`);
  }
  return { redrivePermission, sourceQueueArns };
}

/** Whether a queue with this policy takes dead letters from `sourceArn`. */
export function allowsSource(policy: RedriveAllowPolicy | undefined, sourceArn: string): boolean {
  if (!policy || policy.redrivePermission === 'allowAll') return true;
  return policy.redrivePermission === 'byQueue' && (policy.sourceQueueArns ?? []).includes(sourceArn);
}

function parseMap(parameter: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(parameter, text, 'Redrive policy is not a valid JSON map.');
  }
  return value as Record<string, unknown>;
}

function invalid(parameter: string, text: string, reason: string): Fault {
  return new Fault(
    'InvalidParameterValue',
    `Value ${text.slice(0, 512)} for parameter ${parameter} is invalid. Reason: ${reason}`,
  );
}
