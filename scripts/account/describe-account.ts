import type { FoundAccount } from './find-account.ts';

/** Where state is kept below the data directory: apart for each account and region, or profile and region where the account is not known. */
export function accountFolder({ accountId, profile, region }: FoundAccount): string {
  const owner = accountId ?? `profile-${(profile ?? 'default').replaceAll(/[^\w.-]/g, '_')}`;
  return `${owner}-${region}`;
}

/** What a start beside an account says before anything is asked of it. */
export function describeAccount(account: FoundAccount, directory: string | undefined): string[] {
  const { accountId, region, profile, queues, problems } = account;
  const who = accountId === null ? 'unknown (sts:GetCallerIdentity did not answer)' : accountId;
  const by = profile === undefined ? 'credentials of the default chain' : `profile ${profile}`;
  const apart = accountId === null ? 'this profile' : 'this account';
  return [
    `Account: ${who}, region ${region}, ${by}`,
    ...(queues === null ? [] : [`Queues: ${queues.toLocaleString('en-US')}`]),
    ...problems,
    'Nothing is written to the account except what you press: send, redrive, delete.',
    'Looking at a dead-letter queue receives its messages: they are hidden from others meanwhile, and given back.',
    directory === undefined
      ? 'State: in memory, it ends with this process'
      : `State: jobs and their ledgers for ${apart} and region are kept in ${directory}`,
  ];
}
