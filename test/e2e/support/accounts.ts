import { expect, type Page } from '@playwright/test';

export interface Person {
  login: string;
  name: string;
  password: string;
}

const gate = (page: Page) => page.getByRole('dialog', { name: 'Logowanie do Okienka' });

/** A colleague of the registration, with the first password that IT chose. */
export async function addReceptionist(page: Page, { login, name, password }: Person): Promise<void> {
  await openScreen(page, 'Konta');
  await page.getByRole('button', { name: 'Dodaj konto' }).click();
  const dialog = page.getByRole('dialog', { name: 'Dodaj konto' });
  await dialog.getByLabel('Imię i nazwisko').fill(name);
  await dialog.getByLabel('Login').fill(login);
  await dialog.getByLabel('Pierwsze hasło').fill(password);
  await dialog.getByRole('button', { name: 'Zapisz' }).click();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('czynne, hasło do zmiany');
}

/** Whatever lies behind "Więcej" too. */
export async function openScreen(page: Page, name: string): Promise<void> {
  const places = page.getByRole('navigation', { name: 'Ekrany' });
  await places.getByRole('link').first().waitFor();
  // With how much waits there: `Zadania (7)`.
  const direct = places.getByRole('link', { name: new RegExp(`^${name}`) });
  if ((await direct.count()) === 0) await places.getByRole('button', { name: 'Więcej' }).click();
  await page
    .getByRole('menuitem', { name: new RegExp(`^${name}`) })
    .or(direct)
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
}

/** Known at this desk or not: by login where the person is not in the list yet. */
export async function enterByPassword(page: Page, { login, name, password }: Person): Promise<void> {
  // The list of people is there with the first field.
  await gate(page).locator('input').first().waitFor();
  const known = gate(page).getByRole('button', { name: new RegExp(`${name}$`) });
  if ((await known.count()) > 0) await known.click();
  else {
    const other = gate(page).getByRole('button', { name: /Inna osoba/ });
    if ((await other.count()) > 0) await other.click();
    await gate(page).getByLabel('Login').fill(login);
  }
  const byPassword = gate(page).getByRole('button', { name: 'Użyj hasła' });
  if ((await byPassword.count()) > 0) await byPassword.click();
  await gate(page).getByLabel('Hasło').fill(password);
  await gate(page).getByRole('button', { name: 'Wejdź' }).click();
}

export const choosePerson = (page: Page, { name }: Person): Promise<void> =>
  gate(page)
    .getByRole('button', { name: new RegExp(`${name}$`) })
    .click();

/** At the gate, the person already chosen. */
export async function tryPin(page: Page, pin: string): Promise<void> {
  await gate(page).getByLabel('PIN').fill(pin);
  await gate(page).getByRole('button', { name: 'Wejdź' }).click();
}

export async function ownPassword(page: Page, first: string, own: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Wybierz własne hasło' })).toBeVisible();
  await gate(page).getByLabel('Obecne hasło').fill(first);
  await gate(page).getByLabel('Nowe hasło').fill(own);
  await gate(page).getByRole('button', { name: 'Zmień hasło' }).click();
  await expect(gate(page)).toHaveCount(0);
}

export async function setPin(page: Page, { name, password }: Person, pin: string): Promise<void> {
  await page.getByRole('button', { name: `Konto: ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Hasło i PIN…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hasło i PIN' });
  await dialog.getByLabel('PIN', { exact: true }).fill(pin);
  await dialog.getByLabel('Obecne hasło').first().fill(password);
  await dialog.getByRole('button', { name: 'Ustaw PIN' }).click();
  await expect(dialog).toHaveCount(0);
}

export async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Alt+l');
  await expect(page.getByRole('heading', { name: 'Ekran zablokowany' })).toBeVisible();
}

export const expectEntered = async (page: Page, { name }: Pick<Person, 'name'>): Promise<void> => {
  await expect(page.getByRole('button', { name: `Konto: ${name}` })).toBeVisible();
  await expect(gate(page)).toHaveCount(0);
};
