import { requestJson } from './request-json.ts';

/** Ends the session, then goes where the provider of logins wants it. */
export async function signOut(): Promise<void> {
  const { location } = await requestJson<{ location: string }>('/api/logout', { body: {} });
  globalThis.location.assign(location);
}
