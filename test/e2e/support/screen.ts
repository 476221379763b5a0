import { expect, type Locator, type Page } from '@playwright/test';

/** What people see of the way to central: `Zgodne · stan z 8:10 · kolejka 0`. */
export const connection = (page: Page): Locator => page.getByRole('link', { name: /kolejka \d/ });

/** The copy is complete, and nothing waits to be sent. */
export async function expectInStep(page: Page): Promise<void> {
  await expect(connection(page)).toHaveText(/^Zgodne.*kolejka 0$/, { timeout: 40_000 });
}

/** A visit in the calendar, by the words that a screen reader says of it. */
export const visit = (page: Page, words: RegExp | string): Locator => page.getByRole('button', { name: words });

/** The heading names the day, the view and the counts. */
export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });
