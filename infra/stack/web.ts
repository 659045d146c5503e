import {
  LOG_RETENTION,
  OPEN_NEXT_VERSION,
  WEB_MEMORY_MEGABYTES,
  WEB_READ_TIMEOUT_SECONDS,
  WEB_TIMEOUT_SECONDS,
  type DeploymentSettings,
} from '../deployment.ts';
import { mover } from '../functions.ts';
import type { GrantedArns } from '../permissions/arns.ts';
import { grants } from '../permissions/grants.ts';
import { renameInStage } from './functions.ts';
import { permit } from './permissions.ts';
import { trustLambdaOnly } from './trust.ts';

/** The desk behind CloudFront, which alone may call its function; returns its address. */
export function createWeb(
  arns: GrantedArns<$util.Input<string>>,
  { domain, access }: DeploymentSettings,
): $util.Output<string> {
  // Made before the site, so that the desk can be told the one host that it answers to.
  const router = new sst.aws.Router('Door', {
    // Lambda wants the hash of a request's body, which no browser sends by itself.
    protection: 'oac-with-edge-signing',
    ...(domain !== undefined && { domain }),
  });
  const site = new sst.aws.Nextjs('Desk', {
    router: { instance: router },
    openNextVersion: OPEN_NEXT_VERSION,
    permissions: permit(grants.operator, arns),
    environment: {
      ...renameInStage(mover.environment),
      REDRIVE_PUBLIC_URL: router.url.apply((url) => new URL(url).origin),
      ...hideSecrets(access),
      REDRIVE_ALLOWED_HOSTS: router.url.apply((url) => new URL(url).host),
    },
    server: {
      architecture: 'arm64',
      memory: `${WEB_MEMORY_MEGABYTES} MB`,
      // What CloudFront is told; the function itself may stream for longer.
      timeout: `${WEB_READ_TIMEOUT_SECONDS} seconds`,
    },
    transform: { server: keepToTheGrants, imageOptimizer: closeToOthers },
  });
  return site.url;
}

/** What Pulumi keeps encrypted in its state. */
function hideSecrets(access: DeploymentSettings['access']): Record<string, $util.Input<string>> {
  const entries = Object.entries(access);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, name.endsWith('_SECRET') ? $util.secret(value) : value]),
  );
}

/** SST lets a site's server invalidate every distribution of the account; the desk invalidates nothing. */
function keepToTheGrants(args: sst.aws.FunctionArgs): undefined {
  args.permissions = $output(args.permissions ?? []).apply((permissions) =>
    permissions.filter(({ actions }) => !actions.includes('cloudfront:CreateInvalidation')),
  );
  args.timeout = `${WEB_TIMEOUT_SECONDS} seconds`;
  closeToOthers(args);
  return undefined;
}

/** By default a function URL tells browsers that every web site may read its answers. */
function closeToOthers(args: sst.aws.FunctionArgs): undefined {
  args.url = { authorization: 'iam', cors: false };
  args.logging = { retention: LOG_RETENTION };
  args.transform = trustLambdaOnly;
  return undefined;
}
