import type { Visit } from '#lib/access/admit/visit';
import { currentConfig } from '#lib/access/config/current-config';
import { DATA_POLICY, securityHeaders } from '#lib/access/security-headers';

/** `answer` as a response, with what every answer of the API has. JSON is never kept by the browser. */
export function finish(
  answer: unknown,
  { visit, cookies = [] }: { visit: Visit; cookies?: readonly string[] },
): Response {
  const response =
    answer instanceof Response ? answer : Response.json(answer, { headers: { 'cache-control': 'no-store' } });
  for (const [name, value] of Object.entries(securityHeaders(currentConfig(), DATA_POLICY))) {
    response.headers.set(name, value);
  }
  response.headers.set('x-request-id', visit.requestId);
  // A route that sets the session itself (a logout) has the last word.
  if (!response.headers.has('set-cookie')) {
    for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  }
  return response;
}
