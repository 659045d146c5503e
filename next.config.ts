import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm run verify` checks the types of everything; a start must not wait for it again.
  typescript: { ignoreBuildErrors: true },
  experimental: { turbopackCjsTreeShaking: true },
};

export default config;
