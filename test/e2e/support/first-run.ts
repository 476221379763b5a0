import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import type { Central, DemoClient } from './central.ts';

export const password = 'krowa pije kawę';

/** What central's administrator hands out for one desk, as a file. */
function enrolmentFile(central: Central, client: DemoClient, jwk: DemoClient['jwk']) {
  const { clinic, clinicName, clientId, dialect, tls } = client;
  const fhirUrl = client.fhirUrl ?? `${central.url}/fhir`;
  const content = { fhirUrl, clinicId: clinic, clinicName, clientId, privateJwk: jwk, ...(dialect && { dialect, tls }) };
  return { name: 'stanowisko.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(content)) };
}

/** From the first sight of the program to the form of the first account, with the key of another desk before the right one. */
export async function connectDesk(page: Page, central: Central, [own, other]: DemoClient[]): Promise<void> {
  if (!own || !other) throw new Error('the new clinic has no two desks');
  await expect(page.getByRole('heading', { name: 'Witaj w Okienku' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Wypróbuj z przychodnią pokazową/ })).toBeVisible();
  await expectAccessible(page, 'first run: begin');
  await page.getByRole('button', { name: /^Połącz z centralną e-rejestracją/ }).click();
  await expect(page.getByRole('button', { name: 'Sprawdź i połącz' })).toBeDisabled();
  await expectAccessible(page, 'first run: connect');

  const file = page.locator('input[type=file]');
  await file.setInputFiles(enrolmentFile(central, own, other.jwk));
  await expect(page.getByText('Klucz stanowiska wczytany')).toBeVisible();
  await expect(page.getByLabel('Identyfikator stanowiska')).toHaveValue(own.clientId);
  await page.getByRole('button', { name: 'Sprawdź i połącz' }).click();
  await expect(page.getByRole('alert')).toContainText('nie zna tego stanowiska albo klucz do niego nie pasuje');
  await expect(page.getByRole('alert')).toContainText('Nic nie zostało zapisane.');
  await expectAccessible(page, 'first run: refused');

  await file.setInputFiles(enrolmentFile(central, own, own.jwk));
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Sprawdź i połącz' }).click();
  await expect(page.getByRole('heading', { name: 'Pierwsze uruchomienie' })).toBeVisible({ timeout: 60_000 });
  await expectStep(page, 'Pierwsze konto');
  await expectAccessible(page, 'first run: first account');
}

/** The first account; gives the code that its owner writes down. */
export async function makeFirstAdministrator(page: Page): Promise<string> {
  await page.getByLabel('Imię i nazwisko').fill('Ewa Mazur');
  await page.getByLabel('Login').fill('ewa');
  await page.getByLabel('Hasło').fill(password);
  await page.getByRole('button', { name: 'Załóż konto' }).click();
  const code = await recoveryCode(page);
  await expectStep(page, 'Kod odzyskiwania');
  await expectAccessible(page, 'first run: recovery code');
  return code;
}

export async function recoveryCode(page: Page): Promise<string> {
  await expect(page.getByRole('heading', { name: 'Kod odzyskiwania' })).toBeVisible();
  return (await page.getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4})+$/).textContent()) ?? '';
}

export async function writeCodeDown(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Dalej' })).toBeDisabled();
  await page.getByLabel('Kod jest zapisany w bezpiecznym miejscu').check();
  await page.getByRole('button', { name: 'Dalej' }).click();
}

/** Known at this desk already: the password is enough. */
export async function signIn(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Ewa Mazur' })).toHaveAttribute('aria-pressed', 'true');
  await expectStep(page, 'Kod odzyskiwania');
  await page.getByLabel('Hasło').fill(password);
  await page.getByRole('button', { name: 'Wejdź' }).click();
}

/** The last step: to the import, and past it with an empty schedule. */
export async function endFirstRun(page: Page): Promise<void> {
  const last = page.getByRole('region', { name: 'Pierwsze uruchomienie' });
  await expect(last.getByRole('heading', { name: 'Ostatni krok: dane placówki' })).toBeVisible();
  await last.getByRole('button', { name: 'Wczytaj pliki' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible();
  await expectAccessible(page, 'first run: import');
  await last.getByRole('button', { name: 'Zakończ bez plików' }).click();
  await expect(last).toHaveCount(0);
}

const expectStep = (page: Page, name: string) =>
  expect(page.getByRole('list', { name: 'Pierwsze uruchomienie' }).locator('[aria-current=step]')).toContainText(name);
