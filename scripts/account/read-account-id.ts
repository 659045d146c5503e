import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';

/** Number of the account that the credentials belong to; null when STS does not say, as behind an endpoint that has none. */
export async function readAccountId(settings: STSClientConfig): Promise<string | null> {
  const sts = new STSClient(settings);
  try {
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    return Account ?? null;
  } catch {
    return null;
  } finally {
    sts.destroy();
  }
}
