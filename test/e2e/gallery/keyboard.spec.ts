import { expect, type Page, test } from '@playwright/test';
import { openScreen } from './gallery-page.ts';

/** What has the focus, as a person would name it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return (at?.getAttribute('aria-label') ?? at?.textContent ?? '').trim().replaceAll(/\s+/g, ' ');
  });

/** The focus never lies outside of the window or under something else: WCAG 2.4.7, 2.4.11. */
const focusIsVisible = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return 'nothing has the focus';
    const { left, top, width, height } = at.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return seen !== null && (at.contains(seen) || seen.contains(at)) ? null : `hidden: ${at.outerHTML.slice(0, 120)}`;
  });

async function tabThrough(page: Page, times: number): Promise<string[]> {
  const order: string[] = [];
  for (let at = 0; at < times; at++) {
    await page.keyboard.press('Tab');
    // After the last one the focus leaves the page for the window's own controls.
    if (await page.evaluate(() => document.activeElement === document.body)) break;
    expect.soft(await focusIsVisible(page), `after ${order.at(-1)}`).toBeNull();
    order.push(await focused(page));
  }
  return order;
}

const inOrder = (order: string[], wanted: (string | RegExp)[]) => {
  let from = 0;
  for (const one of wanted) {
    const at = order.findIndex((name, index) => index >= from && (typeof one === 'string' ? name === one : one.test(name)));
    expect(
      at,
      `${one} after ${wanted[wanted.indexOf(one) - 1] ?? 'the beginning'} in ${order.join(' | ')}`,
    ).toBeGreaterThanOrEqual(from);
    from = at + 1;
  }
};

test('Tab goes through Dzień: skip link, screens, header, calendar; the calendar is one stop', async ({ page }) => {
  await openScreen(page, { address: 'day' });
  inOrder(await tabThrough(page, 45), [
    'Przejdź do treści',
    'Dzień',
    'Umów',
    // A low window: the last screens are in here.
    'Więcej',
    /^Konto: /,
    'Poprzedni dzień',
    'Następny dzień',
    'Miesiąc i lekarze',
    /^poniedziałek, 23 listopada, /,
    /^Tydzień: /,
    /^\d+:\d\d, .*(Kontynuacja|Pierwszorazowa|wolne)/,
  ]);
});

test('the skip link leads to the content', async ({ page }) => {
  await openScreen(page, { address: 'day' });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
});

test('Tab goes through Umów: the search of the patient has the focus first, the slots come after the steps', async ({ page }) => {
  await openScreen(page, { address: 'book' });
  await expect(page.getByRole('combobox', { name: 'PESEL, nazwisko albo telefon' })).toBeFocused();
  for (const name of await tabThrough(page, 20)) expect(name).not.toBe('');
});

test('a visit is carried by keys: each place is spoken with its verdict before the drop', async ({ page }) => {
  await openScreen(page, { address: 'day' });
  const visit = page.getByRole('button', { name: /^12:\d\d, .*Kontynuacja.*potwierdzone/ }).first();
  await visit.focus();
  const spoken = page.locator('[aria-live="assertive"], [role="alert"], [aria-live="polite"], [role="status"]');
  await page.keyboard.press('Space');
  await expect(spoken.filter({ hasText: /Wzięto wizytę: .+ Strzałki/ }).first()).toBeAttached();
  await page.keyboard.press('ArrowDown');
  await expect(spoken.filter({ hasText: /\d:\d\d, .+: (można tu przenieść|nie można: )/ }).first()).toBeAttached();
  await page.keyboard.press('Escape');
});

test('Ctrl+K: a day, a doctor with a day, a screen and a command, by keys alone', async ({ page }) => {
  await openScreen(page, { address: 'day' });
  const field = page.getByPlaceholder('Pacjent, lekarz, dzień, ekran albo polecenie');
  const ask = async (text: string, offered: RegExp) => {
    await expect(field).toHaveCount(0);
    await page.keyboard.press('Control+k');
    await expect(field).toBeFocused();
    await page.keyboard.type(text);
    await expect(page.getByRole('button', { name: offered }).last()).toBeVisible();
    await page.keyboard.press('Enter');
  };
  await ask('wt 24 lis', /Wtorek, 24 listopada/);
  await expect(page).toHaveURL(/#\/day\/2026-11-24/);

  await ask('wieczorek wt', /Tydzień: .*Wieczorek, od wt/);
  await expect(page).toHaveURL(/#\/week\/2026-11-24\?schedule=/);

  await ask('grafiki', /^Grafiki/);
  await expect(page).toHaveURL(/#\/schedules/);

  await ask('motyw ciemny', /Motyw ciemny/);
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');

  await ask('skroty', /Skróty klawiszowe/);
  await expect(page.getByRole('dialog', { name: 'Skróty klawiszowe' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('Alt+5');
  await expect(page).toHaveURL(/#\/tasks/);
});

test('Grafiki: hours are drawn by hand, and the same is done by keys', async ({ page }) => {
  await openScreen(page, { address: 'schedules' });
  const block = (name: RegExp) => page.getByRole('button', { name });
  const thursday = await page.getByText('czw. 26 lis').boundingBox();
  const x = (thursday?.x ?? 0) + 40;
  await page.mouse.move(x, 400);
  await page.mouse.down();
  await page.mouse.move(x, 480, { steps: 5 });
  await page.mouse.up();
  await expect(block(/^czwartek, 26 listopada, 13:00/)).toHaveCount(1);

  await page.getByRole('button', { name: 'Dodaj godziny: sobota, 28 listopada' }).focus();
  await page.keyboard.press('Enter');
  const added = block(/^sobota, 28 listopada, \d/);
  await expect(added).toHaveCount(1);
  const before = (await added.textContent()) ?? '';
  await added.focus();
  await page.keyboard.press('ArrowDown');
  await expect(added).not.toHaveText(before);
  await added.focus();
  await page.keyboard.press('Delete');
  await expect(added).toHaveCount(0);
});
