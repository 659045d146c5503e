import type { AccessConfig } from './config/access-config.ts';

/** What an answer that is no page may do in a browser: nothing. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** What a page may load and do: what this desk serves, and scripts that carry `nonce`. `development` is for Next's development server. */
export function pagePolicy(nonce: string, { development }: { development: boolean }): string {
  return [
    "default-src 'self'",
    // React's development build rebuilds stacks by eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // Widths of bars and places of rows are attributes.
    "style-src-attr 'unsafe-inline'",
    "worker-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of every answer that is made for a request; `policy` is its content security policy. */
export function securityHeaders(config: AccessConfig, policy: string): Record<string, string> {
  const isHttps = config.kind === 'login' && config.login.publicUrl.protocol === 'https:';
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    // Where plain http is the only way, it must stay one.
    ...(isHttps && { 'strict-transport-security': 'max-age=31536000' }),
  };
}
