import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Account } from '../../core/account.ts';
import { logGroupName } from '../runtime/environment-variables.ts';
import { moduleUrl } from '../runtime/module-url.ts';
import type { LambdaFunction } from './function-registry.ts';

/** A function as Lambda's `FunctionConfiguration`. Code size and hash are those of the entry module as it is on disk now. */
export async function describeFunction(fn: LambdaFunction, account: Account) {
  const { definition, arn, revisionId, lastModifiedMs } = fn;
  const path = fileURLToPath(moduleUrl(definition.entry));
  const code = await readFile(path).catch(() => Buffer.alloc(0));
  return {
    FunctionName: definition.name,
    FunctionArn: arn,
    Runtime: 'nodejs24.x',
    Role: `arn:aws:iam::${account.accountId}:role/local`,
    Handler: `${basename(path, extname(path))}.${definition.handler}`,
    CodeSize: code.length,
    CodeSha256: createHash('sha256').update(code).digest('base64'),
    Description: '',
    Timeout: definition.timeoutSeconds,
    MemorySize: definition.memoryMb,
    LastModified: new Date(lastModifiedMs).toISOString().replace('Z', '+0000'),
    Version: '$LATEST',
    Environment: { Variables: { ...definition.environment } },
    ...(definition.deadLetterQueue && { DeadLetterConfig: { TargetArn: definition.deadLetterQueue } }),
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: revisionId,
    Layers: [],
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
    LoggingConfig: { LogFormat: 'Text', LogGroup: logGroupName(definition.name) },
  };
}
