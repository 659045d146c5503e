import { endpointOf, type AwsService } from './endpoint.ts';
import { toDomainError } from './errors.ts';

/**
 * Runs one request and turns what AWS or the network says against it into a domain error.
 * `action` is the IAM action, `sqs:ReceiveMessage`; `queue` is what the error should name.
 */
export async function callAws<Output>(
  call: { action: `${AwsService}:${string}`; queue?: string },
  request: () => Promise<Output>,
): Promise<Output> {
  try {
    return await request();
  } catch (error) {
    const [service] = call.action.split(':') as [AwsService];
    throw toDomainError(error, { ...call, endpoint: endpointOf(service, process.env) });
  }
}
