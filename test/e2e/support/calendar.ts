import type { Locator, Page } from '@playwright/test';

const table = (page: Page): Locator => page.getByRole('table', { name: /^Kalendarz/ });

export async function goToDay(page: Page, date: string): Promise<void> {
  await page.evaluate((day) => {
    window.location.hash = `#/day/${day}`;
  }, date);
  await page.getByRole('table', { name: `Kalendarz, ${dayName(date)}` }).waitFor();
}

/** `wtorek, 8 grudnia` */
const dayName = (date: string) =>
  new Intl.DateTimeFormat('pl-PL', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(date));

/** The column of a doctor in the day; `name` is a part of what its header says. */
export async function column(page: Page, name: string): Promise<Locator> {
  const headers = table(page).getByRole('columnheader');
  await headers.filter({ hasText: name }).first().waitFor();
  const index = (await headers.allTextContents()).findIndex((text) => text.includes(name));
  return table(page).getByRole('row').last().getByRole('cell').nth(index);
}

/** With the mouse, as a hand does it: press, a little, all the way, release. */
export async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const start = await from.boundingBox();
  const end = await to.boundingBox();
  if (!start || !end) throw new Error('nothing to drag, or nowhere to drag it to');
  const grip = { x: start.x + start.width / 2, y: start.y + 8 };
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(grip.x + 10, grip.y + 4, { steps: 3 });
  await page.mouse.move(end.x + end.width / 2, end.y + 8, { steps: 12 });
  await page.mouse.up();
}

/** `8:40, Dudek Teresa, Kontynuacja, pilne, potwierdzone` → `Dudek Teresa`. */
export async function nameOn(visit: Locator): Promise<string> {
  return ((await visit.getAttribute('aria-label')) ?? '').split(', ')[1] ?? '';
}
