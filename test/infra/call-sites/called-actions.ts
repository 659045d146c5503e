import { readReachedFiles } from './reached-files.ts';

const COMMAND = /\bnew (\w+)Command\(/g;
const SDK_IMPORT = /import \{([^}]*)\} from '@aws-sdk\/(client-\w+|lib-dynamodb)'/g;

/** Commands that IAM knows by another name; the rest are called as they are. */
const IAM_NAMES: Readonly<Record<string, string>> = {
  'sqs:SendMessageBatch': 'sqs:SendMessage',
  'sqs:DeleteMessageBatch': 'sqs:DeleteMessage',
  'sqs:ChangeMessageVisibilityBatch': 'sqs:ChangeMessageVisibility',
  'lambda:Invoke': 'lambda:InvokeFunction',
  'dynamodb:Get': 'dynamodb:GetItem',
  'dynamodb:Put': 'dynamodb:PutItem',
  'dynamodb:Update': 'dynamodb:UpdateItem',
  'dynamodb:Delete': 'dynamodb:DeleteItem',
  'dynamodb:BatchGet': 'dynamodb:BatchGetItem',
  'dynamodb:BatchWrite': 'dynamodb:BatchWriteItem',
};

/**
 * IAM actions of the requests in all files that these entries reach, with the files. A file is reached by its imports, so an action may be
 * among them that no path of the code comes to.
 * @throws {Error} for a command whose service cannot be told
 */
export function findCalledActions(root: string, entries: readonly string[]): Map<string, string[]> {
  const actions = new Map<string, string[]>();
  for (const [path, text] of readReachedFiles(root, entries)) {
    for (const action of actionsIn(path, text)) {
      actions.set(action, [...(actions.get(action) ?? []), path]);
    }
  }
  return actions;
}

function actionsIn(path: string, text: string): Set<string> {
  const services = new Map<string, string>();
  for (const [, names = '', module = ''] of text.matchAll(SDK_IMPORT)) {
    for (const name of names.split(',')) services.set(name.trim(), serviceOf(module));
  }
  const actions = [...text.matchAll(COMMAND)].map(([, command = '']) => {
    const service = services.get(`${command}Command`);
    if (service === undefined) throw new Error(`${path}: ${command}Command is of no package of the SDK`);
    const action = `${service}:${command}`;
    return IAM_NAMES[action] ?? action;
  });
  return new Set(actions);
}

function serviceOf(module: string): string {
  return module === 'lib-dynamodb' ? 'dynamodb' : module.replace('client-', '');
}
