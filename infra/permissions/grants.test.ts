import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCalledActions } from '#test/infra/call-sites/called-actions';
import { type Grant, grants } from './grants.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const WEB = globSync('app/**/*.{ts,tsx}', { cwd: ROOT }).filter((path) => !path.includes('.test.'));

/** Reached by imports and not called where the jobs queue feeds a mover function. */
const ONLY_WHERE_JOBS_RUN_IN_THE_SERVER = ['lambda:InvokeFunction'];

const called = (entries: string[]) => [...findCalledActions(ROOT, entries).keys()].toSorted();
const granted = (list: readonly Grant[]) => [...new Set(list.flatMap(({ actions }) => actions))].toSorted();

describe('each role may do what its code calls, and nothing else', () => {
  it('the web server is an operator', () => {
    const actions = called([...WEB, 'instrumentation.ts', 'proxy.ts']);
    expect(actions).toEqual([...granted(grants.operator), ...ONLY_WHERE_JOBS_RUN_IN_THE_SERVER].toSorted());
  });

  it('the mover', () => {
    expect(called(['functions/mover.ts'])).toEqual(granted(grants.mover));
  });

  it('the processor', () => {
    expect(called(['functions/processor.ts'])).toEqual(granted(grants.processor));
  });
});

it('a viewer changes nothing but how long messages it looked at stay hidden', () => {
  const changing = granted(grants.viewer).filter(
    (action) => !/:(?:Get|BatchGet|List|Describe|Query)/.test(action),
  );
  expect(changing).toEqual(['sqs:ChangeMessageVisibility', 'sqs:ReceiveMessage']);
});

it('no grant has a wildcard in an action', () => {
  for (const role of Object.values(grants)) {
    for (const action of granted(role)) expect(action).toMatch(/^[a-z]+:[A-Za-z]+$/);
  }
});
