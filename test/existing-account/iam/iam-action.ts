import type { ProxiedRequest } from '#test/factories/faulty-proxy';

/** Batches are allowed under the name of their single action. */
const BATCHES: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

const SERVICES: readonly [names: RegExp, service: string][] = [
  [/Queue|Message/, 'sqs'],
  [/Metric|Alarm/, 'cloudwatch'],
  [/Item$|^Query$|Table/, 'dynamodb'],
];

/** Lambda's REST, by method and path. */
const REST: readonly [request: RegExp, action: string][] = [
  [/^GET \S+\/event-source-mappings\/?$/, 'lambda:ListEventSourceMappings'],
  [/^GET \S+\/functions\/?$/, 'lambda:ListFunctions'],
  [/^GET \S+\/event-invoke-config\/list$/, 'lambda:ListFunctionEventInvokeConfigs'],
  [/^GET \S+\/configuration$/, 'lambda:GetFunctionConfiguration'],
  [/^POST \S+\/invocations$/, 'lambda:InvokeFunction'],
];

/**
 * The action that IAM asks about for a request: `sqs:SendMessage`.
 * @throws {TypeError} for a request that this table does not know, so that none goes unnoticed
 */
export function iamActionOf({ action }: Pick<ProxiedRequest, 'action'>): string {
  const rest = REST.find(([request]) => request.test(action));
  if (rest) return rest[1];
  const name = BATCHES[action] ?? action;
  const service = SERVICES.find(([names]) => names.test(name));
  if (action.includes(' ') || !service) throw new TypeError(`${action} is of no service that is known here`);
  return `${service[1]}:${name}`;
}
