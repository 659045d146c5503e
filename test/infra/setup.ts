import type { TestProject } from 'vitest/node';
import { bundleProgram } from './evaluate/bundle.ts';
import { evaluateStack } from './evaluate/evaluate.ts';
import { installPlatform } from './evaluate/install-platform.ts';
import type { StackGraph } from './graph/types.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** As `sst deploy --stage production` would make it, with nothing in the environment. */
    production: StackGraph;
    /** A second stage, with a domain and somebody to tell of alarms. */
    dev: StackGraph;
  }
}

export const DEV_ENVIRONMENT = {
  REDRIVE_DOMAIN: 'redrive.example.com',
  REDRIVE_ALARM_EMAIL: 'on-call@example.com',
  REDRIVE_ALARM_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:pager',
};

/** Once before all tests of the stack. */
export default async function setup(project: TestProject): Promise<void> {
  await installPlatform();
  const program = await bundleProgram();
  const [production, dev] = await Promise.all([
    evaluateStack(program, 'production'),
    evaluateStack(program, 'dev', DEV_ENVIRONMENT),
  ]);
  project.provide('production', production);
  project.provide('dev', dev);
}
