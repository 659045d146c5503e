import { WEB_READ_TIMEOUT_SECONDS, WEB_TIMEOUT_SECONDS } from '#infra/deployment';
import { nameInStage } from '#infra/names';
import { stateTable } from '#infra/state-table';
import { permissionsOf, roleOf, select, text, toList } from '../graph/select.ts';
import type { Resource, StackGraph } from '../graph/types.ts';

/** AWS's own: every header, cookie and query goes to the origin, the viewer's Host excepted. */
const ALL_BUT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';
/** Sessions and audit entries are items of the state table. */
const ON_THE_TABLE = ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];

/** The function behind the desk. */
export function findServer(graph: StackGraph): Resource | undefined {
  return select(graph, 'lambda', 'Function').find(({ name }) => name.startsWith('DeskServer'));
}

/** Where the way from a browser to the desk's function loses something, or the desk is told something wrong, one sentence each. */
export function findWebProblems(graph: StackGraph, stage: string): string[] {
  const server = findServer(graph);
  if (!server) return ['The desk has no function.'];
  return [...checkDoor(graph), ...checkServer(server), ...checkTable(graph, server, stage)];
}

function checkDoor(graph: StackGraph): string[] {
  const [door, ...others] = select(graph, 'cloudfront', 'Distribution');
  if (!door || others.length > 0) return ['The stack has not exactly one distribution.'];
  const behavior = door.inputs['defaultCacheBehavior'] as Record<string, unknown>;
  const policies = select(graph, 'cloudfront', 'CachePolicy');
  const code = select(graph, 'cloudfront', 'Function').map((one) => text(one, 'code'));
  const wrong = [
    [behavior['originRequestPolicyId'] === ALL_BUT_HOST, 'keeps cookies or headers from the desk'],
    [behavior['viewerProtocolPolicy'] === 'redirect-to-https', 'lets a session go over HTTP'],
    [(behavior['allowedMethods'] as string[]).includes('POST'), 'takes no POST'],
    [
      policies.length > 0 &&
        policies.every(({ inputs }) => inputs['defaultTtl'] === 0 && inputs['minTtl'] === 0),
      'keeps answers that did not ask for it',
    ],
    [code.some((one) => one.includes('["x-forwarded-host"]=event.request.headers.host')), 'hides the host'],
  ] as const;
  return wrong.filter(([holds]) => !holds).map(([, what]) => `CloudFront ${what}.`);
}

function checkServer({ inputs }: Resource): string[] {
  const { variables } = inputs['environment'] as { variables: Record<string, string> };
  const { REDRIVE_PUBLIC_URL: address = '', REDRIVE_ALLOWED_HOSTS: hosts } = variables;
  const wrong = [
    [address.startsWith('https://') && new URL(address).origin === address, `calls itself "${address}"`],
    [URL.canParse(address) && hosts === new URL(address).host, `answers to ${hosts}`],
    [Number(inputs['timeout']) === WEB_TIMEOUT_SECONDS, 'ends streams early'],
    [WEB_READ_TIMEOUT_SECONDS <= WEB_TIMEOUT_SECONDS, 'ends before CloudFront gives up'],
  ] as const;
  return wrong.filter(([holds]) => !holds).map(([, what]) => `The desk ${what}.`);
}

function checkTable(graph: StackGraph, server: Resource, stage: string): string[] {
  const role = roleOf(graph, server);
  const allowed = role
    ? permissionsOf(role)
        .filter(({ Resource: about }) =>
          toList(about).some((arn) => arn.endsWith(`:table/${nameInStage(stateTable.name, stage)}`)),
        )
        .flatMap(({ Action }) => toList(Action))
    : [];
  return ON_THE_TABLE.filter((action) => !allowed.includes(action)).map(
    (action) => `The desk may not ${action}, which sessions and audit entries take.`,
  );
}
