import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';

export interface AwsClients {
  sqs: SQSClient;
  /** Never repeats a request by itself: for sends, where a repetition after a lost answer makes a second message. */
  sqsWithoutRetries: SQSClient;
  lambda: LambdaClient;
  /** Never repeats a request by itself: for invocations, where a repetition after a lost answer runs a function twice. */
  lambdaWithoutRetries: LambdaClient;
  cloudwatch: CloudWatchClient;
}

/** With two attempts, an endpoint that swallows packets is reported after about two seconds. */
const CONNECTION_TIMEOUT_MS = 1000;
/** Above the longest long poll of the desk (1 s): an endpoint that accepts and then is silent is reported, not waited for. */
const REQUEST_TIMEOUT_MS = 5000;
/** A send is not repeated, so it gets the time a megabyte takes on a slow line. */
const SEND_TIMEOUT_MS = 10_000;
const MAX_ATTEMPTS = 2;
/** More than the receivers and senders of a few viewers together. */
const MAX_SOCKETS = 64;

/**
 * SDK clients that know only the environment: the SDK itself reads `AWS_ENDPOINT_URL`, `AWS_REGION`, `AWS_PROFILE` and
 * the credential chain. Connections are kept and reused.
 */
export function createClients(): AwsClients {
  const config = {
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
      httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
    },
  };
  const withoutRetries = {
    ...config,
    maxAttempts: 1,
    requestHandler: { ...config.requestHandler, requestTimeout: SEND_TIMEOUT_MS },
  };
  return {
    sqs: new SQSClient(config),
    sqsWithoutRetries: new SQSClient(withoutRetries),
    lambda: new LambdaClient(config),
    lambdaWithoutRetries: new LambdaClient(withoutRetries),
    cloudwatch: new CloudWatchClient(config),
  };
}
