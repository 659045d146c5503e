import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { LINEAGE_ATTRIBUTE } from '#lib/redrive/lineage';
import type { Content, Evidence, Found, JobEvidence, Original, Violation } from './evidence.ts';

/** Every byte of every copy, and of what stayed. */
export function judgeContents({ originals, left, copies, jobs }: Evidence): Violation[] {
  const byKey = new Map(originals.map((original) => [original.key, original]));
  const violations: Violation[] = [];
  const check = (found: Found, accepted: (original: Original) => Content[]) => {
    const original = byKey.get(found.key ?? '');
    if (!original) return;
    const differences = accepted(original).map((content) => differenceOf(found, content));
    // A copy that no job knows of is reported as such.
    if (differences.length === 0 || differences.includes(null)) return;
    violations.push({ rule: 'content', detail: `${original.key}: ${differences[0]}`, keys: [original.key] });
  };
  for (const found of left) check(found, (original) => [original]);
  for (const found of copies) {
    check(found, (original) =>
      jobs.filter((job) => mayHaveSent(job, original)).map((job) => job.expect(original)),
    );
  }
  return violations;
}

function mayHaveSent({ moved, failed, doubtful }: JobEvidence, { messageId }: Original): boolean {
  return [moved, failed, doubtful].some((list) => list.some((one) => one.messageId === messageId));
}

/** What differs first; null when nothing does. The desk's own attribute may be added. */
function differenceOf(found: Content, expected: Content): string | null {
  if (found.body !== expected.body) return `the body is ${show(found.body)}, not ${show(expected.body)}`;
  if (found.traceHeader !== expected.traceHeader) return `the trace header is ${found.traceHeader}`;
  if (found.groupId !== expected.groupId) return `the group is ${found.groupId}`;
  const names = new Set([...Object.keys(found.attributes), ...Object.keys(expected.attributes)]);
  names.delete(LINEAGE_ATTRIBUTE);
  for (const name of names) {
    const [is, was] = [describe(found.attributes[name]), describe(expected.attributes[name])];
    if (is !== was) return `the attribute ${name} is ${is}, not ${was}`;
  }
  return null;
}

function describe(attribute: MessageAttributeValue | undefined): string {
  if (!attribute) return 'absent';
  const { DataType, StringValue, BinaryValue } = attribute;
  return `${DataType} ${BinaryValue ? Buffer.from(BinaryValue).toString('base64') : StringValue}`;
}

const SHOWN = 120;

function show(body: string): string {
  return `${JSON.stringify(body.slice(0, SHOWN))} (${body.length} characters)`;
}
