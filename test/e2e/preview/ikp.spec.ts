import type { Browser, Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { expect, test } from '../support/desk-test.ts';

const referral = '7'.repeat(44);
const wide = { width: 1366, height: 768 };
const narrow = { width: 390, height: 844 };

/** A patient's browser; what the pages' content policy refuses is written to the console as an error. */
async function patientPage(browser: Browser, javaScriptEnabled = true): Promise<{ page: Page; refused: string[] }> {
  const context = await browser.newContext({ javaScriptEnabled, viewport: wide });
  const page = await context.newPage();
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) refused.push(message.text());
  });
  return { page, refused };
}

async function signIn(page: Page, central: string, label: RegExp): Promise<void> {
  await page.goto(`${central}/ikp`);
  await page.getByRole('listitem').filter({ hasText: label }).getByRole('button').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Wizyty' })).toBeVisible();
}

test('R17, R30, R31, R41: a patient books, changes and cancels without scripts, and answers an SMS', async ({
  central,
  browser,
}) => {
  const { page } = await patientPage(browser, false);
  await signIn(page, central.url, /Bez wizyt, z e-skierowaniem/);
  await page.getByRole('navigation', { name: 'Główna' }).getByRole('link', { name: 'Umów wizytę' }).click();
  await page.getByRole('checkbox', { name: 'czwartek' }).check();
  await page.getByRole('button', { name: 'Pokaż terminy' }).click();
  await expect(page.getByRole('heading', { level: 3 }).first()).toHaveText(/^czwartek, /);
  await page
    .getByRole('link', { name: /^Wybierz/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: 'E-skierowanie' }).fill('12');
  await page.getByRole('button', { name: 'Umów wizytę' }).click();
  await expect(page.getByRole('alert')).toContainText('Kod e-skierowania ma 4 cyfry');
  await page.getByRole('textbox', { name: 'E-skierowanie' }).fill(referral);
  await page.getByRole('button', { name: 'Umów wizytę' }).click();
  await expect(page.getByRole('status')).toContainText('Wizyta jest umówiona');

  const before = (await page.locator('.when').first().textContent()) ?? '';
  await page.getByRole('link', { name: 'Zmień termin' }).click();
  await page
    .getByRole('link', { name: /^Wybierz/ })
    .last()
    .click();
  await page.getByRole('button', { name: 'Zmień na ten termin' }).click();
  await expect(page.getByRole('status')).toContainText('Termin jest zmieniony');
  await expect(page.locator('.when').first()).not.toHaveText(before);
  const changed = (await page.locator('.when').first().textContent()) ?? '';

  await page.goto(`${central.url}/sms`);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('listitem').filter({ hasText: 'Zmiana terminu' })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await page.getByRole('textbox', { name: 'Odpowiedź pacjenta' }).fill('Nie, rezygnuję');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await page.goto(`${central.url}/ikp/wizyty`);
  await expect(page.getByRole('cell', { name: 'odwołana' }).first()).toBeVisible();
  // R27, R33: who cancels waits again, and the waiting room has another date at once.
  await expect(async () => {
    await page.reload();
    await expect(page.locator('.when').first()).toBeVisible({ timeout: 500 });
    await expect(page.locator('.when').first()).not.toHaveText(changed, { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await page.context().close();
});

test('R35, R48: a control visit is only cancelled; a mother acts for her child', async ({ central, browser }) => {
  const { page } = await patientPage(browser);
  await signIn(page, central.url, /Wizyta kontrolna/);
  const card = page.getByRole('listitem').filter({ hasText: 'wizyta kontrolna' }).first();
  await expect(card.getByRole('link', { name: 'Zmień termin' })).toHaveCount(0);
  await card.getByRole('link', { name: 'Odwołaj wizytę' }).click();
  await expect(page.getByText('nowy termin ustala się z przychodnią')).toBeVisible();
  await page.getByRole('button', { name: 'Wyloguj' }).click();

  await signIn(page, central.url, /działa za dziecko/);
  await page.getByRole('combobox', { name: 'Konto:' }).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Przełącz' }).click();
  await expect(page.getByText('Konto dziecka:')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Odwołaj wizytę' }).first()).toBeVisible();
  await page.context().close();
});

test('R31, R36: a woman whom a programme takes books an exam and changes it in two steps that are said before', async ({
  central,
  browser,
}) => {
  const { page } = await patientPage(browser, false);
  await signIn(page, central.url, /może umówić mammografię/);
  await page.getByRole('navigation', { name: 'Główna' }).getByRole('link', { name: 'Badania' }).click();
  await page.getByRole('combobox', { name: 'Badanie' }).selectOption({ label: 'mammografia' });
  await page.getByRole('button', { name: 'Pokaż terminy' }).click();
  const choose = page.getByRole('link', { name: /^Wybierz/ });
  await choose.first().click();
  await page.getByRole('button', { name: 'Umów badanie' }).click();
  await expect(page.getByRole('status')).toContainText('Badanie jest umówione');
  const before = (await page.locator('.when').first().textContent()) ?? '';
  await page.getByRole('link', { name: 'Zmień termin' }).click();
  await expect(page.getByText(before)).toBeVisible();
  await choose.last().click();
  await page.getByRole('button', { name: 'Odwołaj obecny i umów nowy' }).click();
  await expect(page.getByRole('status')).toContainText('Poprzedni termin badania jest odwołany, a nowy umówiony');
  await expect(page.locator('.when').first()).not.toHaveText(before);
  await page.context().close();
});

test('every page is accessible and fits, wide and narrow', async ({ central, browser }) => {
  const { page, refused } = await patientPage(browser);
  const look = async (name: string) => {
    for (const viewport of [wide, narrow]) {
      await page.setViewportSize(viewport);
      await expectAccessible(page, `${name} ${viewport.width}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(overflow, `${name} ${viewport.width}`).toBeLessThanOrEqual(0);
    }
  };
  await page.goto(`${central.url}/ikp/przychodnie?nazwa=Nowa`);
  await look('clinics');
  await page.goto(`${central.url}/ikp/zasady`);
  await look('rules');
  await page.goto(`${central.url}/ikp/logowanie`);
  await look('login');
  await signIn(page, central.url, /Pierwsza wizyta za kilka dni/);
  await look('visits');
  await page.getByRole('link', { name: 'Odwołaj wizytę' }).first().click();
  await look('cancel');
  await page.goto(`${central.url}/ikp/szukaj?pokaz=1`);
  await look('search');
  await page
    .getByRole('link', { name: /^Wybierz/ })
    .first()
    .click();
  await look('book');
  await page.goto(`${central.url}/ikp/wiadomosci`);
  await look('messages');
  await page.getByRole('button', { name: 'Wyloguj' }).click();
  await signIn(page, central.url, /młody dorosły/);
  await page.goto(`${central.url}/ikp/badania`);
  await look('not qualified');
  await page.getByRole('button', { name: 'Wyloguj' }).click();
  await signIn(page, central.url, /może umówić mammografię/);
  await page.goto(`${central.url}/ikp/badania?kod=CYT&pokaz=1`);
  await look('exams');
  await page.goto(`${central.url}/sms`);
  await look('mailbox');
  expect(refused).toEqual([]);
  await page.context().close();
});
