import { expect, inject, it } from 'vitest';
import { HANDED_ON, SECRETS } from '#infra/login';
import { findServer } from './checks/web.ts';
import type { StackGraph } from './graph/types.ts';

const production = inject('production');
const dev = inject('dev');
const given = inject('devEnvironment');

function environmentOf(graph: StackGraph): Record<string, string> {
  const server = findServer(graph);
  if (!server) throw new TypeError('The desk has a function');
  return (server.inputs['environment'] as { variables: Record<string, string> }).variables;
}

it('tells the desk its table, its jobs queue, its address and the one host it answers to', () => {
  expect(environmentOf(dev)).toMatchObject({
    REDRIVE_TABLE: 'dev-redrive-state',
    REDRIVE_JOBS_QUEUE: 'dev-redrive-jobs',
    REDRIVE_PUBLIC_URL: 'https://redrive.example.com',
    REDRIVE_ALLOWED_HOSTS: 'redrive.example.com',
  });
  expect(environmentOf(production)).toMatchObject({
    REDRIVE_PUBLIC_URL: 'https://d111111abcdef8.cloudfront.net',
    REDRIVE_ALLOWED_HOSTS: 'd111111abcdef8.cloudfront.net',
  });
});

it('hands on what the desk is told of its login', () => {
  const environment = environmentOf(dev);
  for (const name of HANDED_ON) expect([name, environment[name]]).toEqual([name, given[name]]);
  for (const [variable, name] of Object.entries(SECRETS)) {
    expect([variable, environment[variable]]).toEqual([variable, given[`SST_SECRET_${name}`]]);
  }
});

it('deploys without a login, and then hands on nothing that looks like one', () => {
  const variables = Object.keys(environmentOf(production));
  for (const name of [...HANDED_ON, ...Object.keys(SECRETS)]) expect(variables).not.toContain(name);
});

it('hands secrets to the desk and its build alone, and encrypted to the state', () => {
  const secrets = Object.values(SECRETS).map((name) => given[`SST_SECRET_${name}`] ?? '');
  const holders = dev.resources.filter(({ inputs }) =>
    secrets.some((secret) => JSON.stringify(inputs).includes(secret)),
  );
  // SST keeps a record of its own of each.
  const others = holders.filter(({ type }) => type !== 'sst:sst:LinkRef');
  expect(others.map(({ name }) => name.replace(/Useast1.*/, '')).toSorted()).toEqual([
    'DeskBuilder',
    'DeskServer',
  ]);
  const inPlainText = holders.filter(({ secretInputs = [] }) => secretInputs.length === 0);
  expect(inPlainText).toEqual([]);
});
