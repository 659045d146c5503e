import type { NextConfig } from 'next';

/** Files of the browser. Workers among them take their policy from here, not from the page. */
const FILE_HEADERS = [
  { key: 'content-security-policy', value: "default-src 'self'; frame-ancestors 'none'" },
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'referrer-policy', value: 'same-origin' },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm run verify` checks the types of everything; a start must not wait for it again.
  typescript: { ignoreBuildErrors: true },
  experimental: { turbopackCjsTreeShaking: true },
  headers: () =>
    Promise.resolve([
      { source: '/_next/static/:path*', headers: FILE_HEADERS },
      { source: '/icon.svg', headers: FILE_HEADERS },
    ]),
};

export default config;
