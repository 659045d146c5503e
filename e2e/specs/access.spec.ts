import type { Page } from '@playwright/test';
import { ROUTES, changesSomething, type RouteKey } from '#lib/access/routes/routes';
import { expectNoViolations } from '../support/accessibility.ts';
import { countMessages, sendAll } from '../support/queue-contents.ts';
import { expect, test } from '../support/test.ts';

const CHANGING = (Object.keys(ROUTES) as RouteKey[]).filter(changesSomething);

/** From wherever the desk sends a stranger, past the provider. */
async function signIn(page: Page, account: string): Promise<void> {
  await page.getByRole('button', { name: account, exact: true }).click();
}

test('a page asks who it is first, then shows what was asked for, and signing out ends the session everywhere', async ({
  page,
  context,
  loginDesk,
}) => {
  const { url, provider } = loginDesk;
  await page.goto(`${url}/redrives?restore=false`);
  expect(page.url()).toContain(provider.issuer);
  await signIn(page, 'operator');
  await expect(page).toHaveURL(`${url}/redrives?restore=false`);
  const signedIn = page.getByRole('region', { name: 'Signed in' });
  await expect(signedIn).toContainText('Olga Operator');
  await expect(signedIn).toContainText('operator');
  await expectNoViolations(page);

  const cookies = await context.cookies(url);
  const session = cookies.find(({ name }) => name === 'redrive-session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  expect(await page.evaluate(() => document.cookie)).not.toContain('redrive-session');

  await signedIn.getByRole('button', { name: 'Sign out' }).click();
  // The provider's own session ends too, when the person says so there.
  await page.getByRole('button', { name: /sign me out/i }).click();
  await expect(page).toHaveURL(`${url}/login`);
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  const headers = { cookie: `redrive-session=${session?.value}` };
  expect((await fetch(`${url}/api/session`, { headers })).status).toBe(401);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'operator' })).toBeVisible();
});

test('a viewer sees messages and the audit; what changes something is disabled, and says why', async ({
  page,
  clients,
  makePair,
  loginDesk: { url },
}) => {
  const { deadLetters } = await makePair({ consumed: false });
  await sendAll(clients.sqs, deadLetters, ['{"order":1}', '{"order":2}']);
  await page.goto(`${url}/queues/${deadLetters.name}/dead-letters`);
  await signIn(page, 'viewer');
  await expect(page.getByRole('grid', { name: 'Dead letters', exact: true })).toHaveAttribute(
    'aria-rowcount',
    '3',
  );
  const redrive = page.getByRole('button', { name: /^Redrive / }).first();
  await expect(redrive).toBeDisabled();
  await expect(redrive).toHaveAttribute('title', 'Needs the role operator; yours is viewer.');
  await expect(page.getByRole('checkbox', { name: 'Show masked values' })).toHaveCount(0);

  const refused = await page.evaluate(async () => (await fetch('/api/redrives', { method: 'POST' })).status);
  expect(refused).toBe(403);
  await page.getByRole('link', { name: 'Audit' }).click();
  const row = page.getByRole('row', { name: /Vera Viewer.*Refused/ });
  await expect(row).toContainText('not-permitted');
  await expectNoViolations(page);
  await page.getByLabel('Who').fill('somebody else');
  await expect(page.getByText('No entry matches.')).toBeVisible();
  await expect(page).toHaveURL(/actor=somebody/);
  expect(await countMessages(clients.sqs, deadLetters)).toBe(2);
});

test('what is masked is shown to an admin who asks, and that is recorded', async ({
  page,
  clients,
  makePair,
  loginDesk: { url },
}) => {
  const { deadLetters } = await makePair({ consumed: false });
  await sendAll(clients.sqs, deadLetters, ['{"card":{"number":"4711","until":"12/30"}}']);
  await page.goto(`${url}/queues/${deadLetters.name}/dead-letters`);
  await signIn(page, 'admin');
  const grid = page.getByRole('grid', { name: 'Dead letters', exact: true });
  await expect(grid).toContainText('"number":"•••"');
  await page.getByRole('checkbox', { name: 'Show masked values' }).check();
  await expect(grid).toContainText('"number":"4711"');
  await expectNoViolations(page);
  await page.getByRole('checkbox', { name: 'Show masked values' }).uncheck();
  await expect(grid).toContainText('"number":"•••"');
  await page.goto(`${url}/audit?action=unmask`);
  await expect(page.getByRole('row', { name: new RegExp(`Adam Admin.*${deadLetters.name}`) })).toHaveCount(1);
});

test('an account without a role is told so, and what to ask for', async ({ page, loginDesk: { url } }) => {
  await page.goto(url);
  await signIn(page, 'nobody');
  await expect(page.getByRole('heading', { name: 'Norma Nobody has no role here' })).toBeVisible();
  await expect(page.getByText('readers, sre, platform')).toBeVisible();
  await expectNoViolations(page);
});

test('over HTTP: strangers, pages, headers and forged cookies', async ({ loginDesk: { url } }) => {
  for (const key of CHANGING) {
    const path = (key.split(' ')[1] ?? '').replaceAll(/\[\w+\]/g, 'x');
    const ask = (headers: Record<string, string>) =>
      fetch(`${url}${path}`, { method: 'POST', headers, body: '{}' });
    expect((await ask({})).status, key).toBe(401);
    expect((await ask({ origin: 'https://evil.example' })).status, key).toBe(403);
    expect((await ask({ cookie: 'redrive-session=Fe26.2*1*a*b*c' })).status, key).toBe(401);
  }
  const page = await fetch(`${url}/queues/x?a=1`, { redirect: 'manual' });
  expect(page.status).toBe(307);
  expect(page.headers.get('location')).toBe(`/api/login?return=${encodeURIComponent('/queues/x?a=1')}`);
  // A cookie is enough for the door, not for the room.
  const forged = await fetch(`${url}/queues/x`, {
    redirect: 'manual',
    headers: { cookie: 'redrive-session=made-up' },
  });
  expect(`${forged.status} ${forged.headers.get('location')} ${await forged.text()}`).toContain('/api/login');
  const part = await fetch(`${url}/queues/x`, { headers: { 'sec-fetch-dest': 'empty' } });
  expect(part.status).toBe(401);
  expect(await (await fetch(`${url}/api/health`)).json()).toEqual({ status: 'ok' });
  for (const path of ['/login', '/api/health', '/nowhere', '/api/nowhere', '/api/queues/%zz', '/icon.svg']) {
    const { headers } = await fetch(`${url}${path}`, { redirect: 'manual' });
    expect(headers.get('content-security-policy'), path).toContain('default-src');
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('referrer-policy'), path).toBe('same-origin');
  }
  const [first, second] = await Promise.all([fetch(`${url}/login`), fetch(`${url}/login`)]);
  const nonceOf = ({ headers }: Response) =>
    /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1];
  expect(nonceOf(first)).not.toBe(nonceOf(second));
  expect(await first.text()).toContain(`nonce="${nonceOf(first)}"`);
});
