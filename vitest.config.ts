import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{app,components,engine,functions,infra,lib,scripts}/**/*.test.{ts,tsx}'],
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
          include: ['test/{crash,fuzz,laws,stories}/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
