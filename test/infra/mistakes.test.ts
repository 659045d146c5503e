import { expect, it } from 'vitest';
import { findProblems } from './checks/find-problems.ts';
import { bundleProgram, type Mistake } from './evaluate/bundle.ts';
import { evaluateStack } from './evaluate/evaluate.ts';

/** Mistakes in the real files, each with the sentence that must come of it. */
const MISTAKES: readonly (Mistake & { problem: RegExp })[] = [
  {
    file: 'sst.config.ts',
    instead: 'protect: keep',
    write: 'protect: false',
    problem: /production is removed otherwise/,
  },
  {
    file: 'infra/stack/web.ts',
    instead: "protection: 'oac-with-edge-signing',",
    write: '',
    problem: /No distribution signs/,
  },
  {
    file: 'infra/stack/web.ts',
    instead: "authorization: 'iam'",
    write: "authorization: 'none'",
    problem: /is public: NONE/,
  },
  {
    file: 'infra/stack/web.ts',
    instead: "filter(({ actions }) => !actions.includes('cloudfront:CreateInvalidation'))",
    write: 'filter(() => true)',
    problem: /may cloudfront:CreateInvalidation on \*/,
  },
  {
    file: 'infra/stack/functions.ts',
    instead: 'description:',
    write: 'link: [queue], description:',
    problem: /may sqs:\*/,
  },
  {
    file: 'infra/stack/functions.ts',
    instead: 'transform: trustLambdaOnly,',
    write: '',
    problem: /ProcessorRole may be taken by arn:aws:iam::123456789012:root/,
  },
  {
    file: 'infra/stack/queues.ts',
    instead: 'options.retainOnDelete = true',
    write: 'options.retainOnDelete = false',
    problem: /dlq goes when production is removed/,
  },
  {
    file: 'infra/stack/queues.ts',
    instead: 'args.messageRetentionSeconds = settings.retentionSeconds;',
    write: '',
    problem: /dlq: messageRetentionSeconds is undefined/,
  },
];

it('mistakes in sst.config.ts and infra/stack are found in what would be made', async () => {
  const graph = await evaluateStack(await bundleProgram(MISTAKES), 'production');
  const problems = findProblems(graph, 'production');
  for (const { problem } of MISTAKES) expect(problems).toContainEqual(expect.stringMatching(problem));
});
