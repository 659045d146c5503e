import type { ConsumerSettings } from './functions.ts';

/** The version of OpenNext that builds this version of Next; the one that SST would take is older than Next 16. */
export const OPEN_NEXT_VERSION = '4.1.12';

/** What runs in Lambda: the same as on a laptop. */
export const FUNCTION_RUNTIME = 'nodejs24.x';

/** How long printed lines are kept: longer than any message. */
export const LOG_RETENTION = '1 month';

/** A scan of a long queue streams for minutes. */
export const WEB_TIMEOUT_SECONDS = 900;
/** CloudFront's bound for the time to each next byte, which is not the time to the last. */
export const WEB_READ_TIMEOUT_SECONDS = 60;
export const WEB_MEMORY_MEGABYTES = 1024;

/** What a stage is told by the environment of `sst deploy`; all of it may be absent. */
export interface DeploymentSettings {
  /** The desk's own domain, which the account's Route 53 has; otherwise CloudFront gives a name. */
  domain?: string;
  /** Alarms are told to this address, once its owner has confirmed it. */
  alarmEmail?: string;
  /** Alarms are told to this SNS topic. */
  alarmTopicArn?: string;
  /** Who may do what: variables of docs/access.md, as the desk reads them. */
  access: Readonly<Record<string, string>>;
}

const ACCESS_NAMES = [
  'REDRIVE_OIDC_ISSUER',
  'REDRIVE_OIDC_CLIENT_ID',
  'REDRIVE_OIDC_CLIENT_SECRET',
  'REDRIVE_OIDC_SCOPE',
  'REDRIVE_OIDC_ROLE_CLAIM',
  'REDRIVE_OIDC_ROLES',
  'REDRIVE_SESSION_SECRET',
  'REDRIVE_PUBLIC_URL',
  'REDRIVE_MUTATIONS_PER_MINUTE',
  'REDRIVE_MASK',
];

/** From `REDRIVE_DOMAIN`, `REDRIVE_ALARM_EMAIL` `REDRIVE_ALARM_TOPIC_ARN`, and what the desk is told of access. */
export function readDeploymentSettings(
  env: Readonly<Record<string, string | undefined>>,
): DeploymentSettings {
  const {
    REDRIVE_DOMAIN: domain,
    REDRIVE_ALARM_EMAIL: alarmEmail,
    REDRIVE_ALARM_TOPIC_ARN: alarmTopicArn,
  } = env;
  const access = ACCESS_NAMES.flatMap((name) => (env[name] ? [[name, env[name]] as const] : []));
  return {
    access: Object.fromEntries(access),
    ...(domain && { domain }),
    ...(alarmEmail && { alarmEmail }),
    ...(alarmTopicArn && { alarmTopicArn }),
  };
}

/** Batches of one consumer at the same time, so that a flood takes no concurrency from the rest of the account. */
const MAXIMUM_CONCURRENCY = 50;

/** How many batches of a consumer run at the same time when deployed; SQS takes no fewer than 2. */
export function maximumConcurrency(consumer: ConsumerSettings): number {
  return consumer.maximumConcurrency ?? MAXIMUM_CONCURRENCY;
}
