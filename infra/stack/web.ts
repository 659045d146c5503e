import {
  LOG_RETENTION,
  OPEN_NEXT_VERSION,
  WEB_MEMORY_MEGABYTES,
  WEB_READ_TIMEOUT_SECONDS,
  WEB_TIMEOUT_SECONDS,
  type DeploymentSettings,
} from '../deployment.ts';
import { mover } from '../functions.ts';
import { nameInStage } from '../names.ts';
import type { GrantedArns } from '../permissions/arns.ts';
import { grants } from '../permissions/grants.ts';
import { mainQueue } from '../queues.ts';
import { renameInStage } from './functions.ts';
import { permit } from './permissions.ts';
import { readSecrets } from './secrets.ts';
import { trustLambdaOnly } from './trust.ts';

/** The desk behind CloudFront, which alone may call its function; returns its address. */
export function createWeb(
  arns: GrantedArns<$util.Input<string>>,
  { domain, handedOn }: DeploymentSettings,
): $util.Output<string> {
  // Made before the site, so that the desk can be told the one host that it answers to.
  const router = new sst.aws.Router('Door', {
    // Lambda wants the hash of a request's body, which no browser sends by itself.
    protection: 'oac-with-edge-signing',
    ...(domain !== undefined && { domain }),
  });
  const secrets = readSecrets();
  const site = new sst.aws.Nextjs('Desk', {
    router: { instance: router },
    openNextVersion: OPEN_NEXT_VERSION,
    permissions: permit(grants.operator, arns),
    environment: router.url.apply((address) => {
      const { origin, host } = new URL(address);
      return secrets.apply((values) => ({
        ...renameInStage(mover.environment),
        REDRIVE_TEST_QUEUE: nameInStage(mainQueue.name, $app.stage),
        ...handedOn,
        ...values,
        REDRIVE_PUBLIC_URL: origin,
        REDRIVE_ALLOWED_HOSTS: host,
      }));
    }),
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
