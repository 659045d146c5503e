export type AwsService = 'sqs' | 'lambda' | 'cloudwatch' | 'dynamodb';

/** Host names of services whose name differs from their client's. */
const HOST_PREFIX: Record<AwsService, string> = {
  sqs: 'sqs',
  lambda: 'lambda',
  cloudwatch: 'monitoring',
  dynamodb: 'dynamodb',
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Where requests to `service` go, for people to read. The SDK resolves the address by the same two variables. */
export function endpointOf(service: AwsService, env: Environment): string {
  return (
    customEndpoint(service, env) ??
    `https://${HOST_PREFIX[service]}.${env['AWS_REGION'] ?? '?'}.amazonaws.com`
  );
}

/** The endpoint that stands in for AWS; null when requests go to AWS itself. */
export function customEndpoint(service: AwsService, env: Environment): string | null {
  const ofTable = service === 'dynamodb' ? env['REDRIVE_TABLE_ENDPOINT'] : undefined;
  return ofTable ?? env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ?? env['AWS_ENDPOINT_URL'] ?? null;
}
