/** Who the engine pretends to be. Both are fixed for the life of an engine. */
export interface Account {
  /** Twelve digits. */
  accountId: string;
  region: string;
}

/** `arn:aws:sqs:us-east-1:000000000000:main-queue` */
export function formatArn({ accountId, region }: Account, service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}
