import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{app,components,engine,functions,infra,lib,scripts}/**/*.test.{ts,tsx}',
            'test/{infra/call-sites,retry}/*.test.ts',
          ],
          restoreMocks: true,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/{chaos,crash,existing-account,fuzz,laws,routes,stories}/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'infra',
          include: ['test/infra/*.test.ts', 'test/infra/checks/*.test.ts'],
          globalSetup: 'test/infra/setup.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'lambda',
          include: ['test/lambda/*.test.ts'],
          globalSetup: 'test/lambda/setup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
