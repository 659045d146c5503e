import { SQSClient } from '@aws-sdk/client-sqs';
import { DomainError } from '#lib/errors';
import { Failure } from '../desk/failure.ts';
import type { Environment } from '../desk/ports.ts';
import { countQueues } from './count-queues.ts';
import { readAccountId } from './read-account-id.ts';

/** Whose queues the desk stands beside. */
export interface FoundAccount {
  region: string;
  /** The one that was asked for, by option or variable. */
  profile: string | undefined;
  /** Twelve digits; null when STS does not say. */
  accountId: string | null;
  /** Null when they may not be listed; `problem` then says what to allow. */
  queues: number | null;
  /** What is not as it should be and does not prevent a start. */
  problems: string[];
}

/** As the command line has them. */
export interface AccountChoice {
  region?: string | undefined;
  profile?: string | undefined;
}

const CREDENTIALS_WITHIN_MS = 8000;
const SIGN_IN =
  'Sign in ("aws sso login"), choose another profile with --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.';

/**
 * Asks AWS by the SDK's own chain who we are and how many queues there are; changes nothing. Takes seconds at most.
 * @throws {Failure} without a region, without credentials that AWS takes, and where AWS cannot be reached
 */
export async function findAccount(env: Environment, choice: AccountChoice): Promise<FoundAccount> {
  const profile = choice.profile ?? (env['AWS_PROFILE'] || undefined);
  const named = profile === undefined ? {} : { profile };
  const region = await findRegion(env, choice.region, named);
  const settings = { region, ...named, ...PATIENCE };
  await requireCredentials(settings, profile);
  const problems: string[] = [];
  const orNull = async <Value>(read: Promise<Value>): Promise<Value | null> => {
    try {
      return await read;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === 'no-credentials') throw new Failure(`${error.message} ${SIGN_IN}`);
      if (error.code === 'unreachable') throw new Failure(error.message);
      problems.push(error.message);
      return null;
    }
  };
  const [queues, accountId] = await Promise.all([
    orNull(countQueues(settings, env)),
    readAccountId({ ...settings, maxAttempts: 1 }),
  ]);
  return { region, profile, accountId, queues, problems };
}

/** Nobody waits for longer before a sentence says what is wrong. */
const PATIENCE = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 2000, requestTimeout: 4000, throwOnRequestTimeout: true },
};

async function findRegion(
  env: Environment,
  chosen: string | undefined,
  named: { profile?: string },
): Promise<string> {
  const region = chosen ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION']);
  if (region) return region;
  try {
    return await new SQSClient(named).config.region();
  } catch {
    throw new Failure(
      'No region is set: give --region, for instance "npm start -- --aws --region eu-west-1", set AWS_REGION, or a region in the profile.',
    );
  }
}

async function requireCredentials(settings: { region: string }, profile: string | undefined): Promise<void> {
  const late = AbortSignal.timeout(CREDENTIALS_WITHIN_MS);
  const sqs = new SQSClient(settings);
  try {
    await Promise.race([
      sqs.config.credentials(),
      new Promise((_, reject) => {
        late.addEventListener('abort', () => reject(new Error('they take too long to come')));
      }),
    ]);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).replace(/\.?\s*$/, '');
    const whose = profile === undefined ? '' : ` of profile ${profile}`;
    throw new Failure(`There are no AWS credentials${whose} to use (${reason}). ${SIGN_IN}`);
  } finally {
    sqs.destroy();
  }
}
