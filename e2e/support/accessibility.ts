import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WCAG_A_AND_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails with every violation of WCAG A and AA on the page as it is now, each with the elements it concerns. */
export async function expectNoViolations(page: Page): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).withTags(WCAG_A_AND_AA).analyze();
  expect(passes.length, 'axe looked at something').toBeGreaterThan(5);
  expect(
    violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ html, target }) => `${String(target)} ${html}`),
    })),
  ).toEqual([]);
}
