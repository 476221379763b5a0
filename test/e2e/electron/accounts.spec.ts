import { join } from 'node:path';
import {
  addReceptionist,
  choosePerson,
  enterByPassword,
  expectEntered,
  lock,
  openScreen,
  ownPassword,
  setPin,
  tryPin,
} from '../support/accounts.ts';
import type { Central } from '../support/central.ts';
import { expect, test } from '../support/desk-test.ts';
import { ElectronDesk } from '../support/electron-desk.ts';
import { endFirstRun, makeFirstAdministrator, password, writeCodeDown } from '../support/first-run.ts';
import { expectInStep } from '../support/screen.ts';

const ewa = { login: 'ewa', name: 'Ewa Mazur', password };
const jan = { login: 'jan', name: 'Jan Lis', password: 'zielony stół w kuchni' };
const firstPassword = 'pierwszy klucz do okna';
const tooMany = 'PIN jest tu teraz nieczynny.';

/** A new clinic's two desks in real Electron; at the first one Ewa has made her account and added Jan. */
async function twoDesks(folder: string, central: Central) {
  const clients = await central.newClinic(false);
  const [near, far] = clients.map(
    (client, n) => new ElectronDesk(join(folder, `desk-${n}`), { central: central.url, client }),
  ) as [ElectronDesk, ElectronDesk];
  await near.start();
  await expect(near.page.getByRole('heading', { name: 'Pierwsze uruchomienie' })).toBeVisible({ timeout: 60_000 });
  const code = await makeFirstAdministrator(near.page);
  await writeCodeDown(near.page);
  await endFirstRun(near.page);
  await addReceptionist(near.page, { ...jan, password: firstPassword });
  return { near, far, code };
}

const alert = (desk: ElectronDesk) => desk.page.getByRole('dialog', { name: 'Logowanie do Okienka' }).getByRole('alert');

test('people come and go at one desk: first password, PIN, lock, change of person, mistakes that a restart does not forget, no network, IT’s code', async ({
  folder,
  central,
}) => {
  test.slow();
  const { near, code } = await twoDesks(folder, central);
  let { page } = near;
  await page.getByRole('button', { name: `Konto: ${ewa.name}` }).click();
  await page.getByRole('menuitem', { name: 'Wyloguj' }).click();
  await enterByPassword(page, { ...jan, password: firstPassword });
  await ownPassword(page, firstPassword, jan.password);
  await expectEntered(page, jan);
  // What IT may, a receptionist does not even see.
  await expect(page.getByRole('link', { name: 'Konta' })).toHaveCount(0);
  await setPin(page, jan, '2580');

  await lock(page);
  await tryPin(page, '2580');
  await expectEntered(page, jan);
  await lock(page);
  await enterByPassword(page, ewa);
  await expectEntered(page, ewa);
  await lock(page);
  await choosePerson(page, jan);
  await tryPin(page, '1111');
  await expect(alert(near)).toContainText('PIN się nie zgadza.');
  await tryPin(page, '2222');
  await expect(alert(near)).toContainText('PIN się nie zgadza.');
  await tryPin(page, '3333');
  await expect(alert(near)).toContainText(tooMany);

  await near.quit();
  await central.stop();
  await near.start();
  page = near.page;
  await expect(page.getByRole('heading', { name: 'Kto siada do okienka?' })).toBeVisible();
  await choosePerson(page, jan);
  await expect(page.getByLabel('PIN')).toHaveCount(0);
  // Central is away: the password opens the desk all the same, and makes up for the PIN.
  await enterByPassword(page, jan);
  await expectEntered(page, jan);
  await lock(page);
  await tryPin(page, '2580');
  await expectEntered(page, jan);

  await lock(page);
  for (let n = 0; n < 5; n++) {
    await enterByPassword(page, { ...ewa, password: 'nie to hasło' });
    await expect(alert(near)).toContainText('Login albo hasło się nie zgadza.');
  }
  await enterByPassword(page, ewa);
  await expect(alert(near)).toContainText('Za dużo błędnych prób.');
  await near.quit();
  await near.start();
  page = near.page;
  await enterByPassword(page, ewa);
  await expect(alert(near)).toContainText('Za dużo błędnych prób.');

  await page.getByRole('button', { name: 'Nie pamiętam hasła' }).click();
  await page.getByLabel('Kod odzyskiwania').fill(code.toLowerCase().replaceAll('-', ' '));
  await page.getByLabel('Nowe hasło').fill('siedem szarych myszy');
  await page.getByRole('button', { name: 'Ustaw hasło i wejdź' }).click();
  await expectEntered(page, ewa);
  await near.quit();
  expect(near.refusedByPolicy).toEqual([]);
});

test('the desk locks by itself, under the screen as it was', async ({ folder, central }) => {
  test.slow();
  const { near } = await twoDesks(folder, central);
  const { page } = near;
  await openScreen(page, 'Konta');
  await page.getByLabel('Minuty do blokady').fill('1');
  await page.getByLabel('Minuty do blokady').blur();
  await page.getByRole('button', { name: 'Dodaj konto' }).click();
  const typed = page.getByRole('dialog', { name: 'Dodaj konto' }).getByLabel('Imię i nazwisko');
  await typed.fill('Ola Sowa');
  await expect(page.getByRole('heading', { name: 'Ekran zablokowany' })).toBeVisible({ timeout: 90_000 });
  await enterByPassword(page, ewa);
  await expectEntered(page, ewa);
  await expect(typed).toHaveValue('Ola Sowa');
  await near.quit();
});

test('a new key of the clinic: new code, the other desk wants one password, a restart forgets nothing', async ({
  folder,
  central,
}) => {
  test.slow();
  const { near, far, code } = await twoDesks(folder, central);
  await expectInStep(near.page);
  await far.start();
  await expect(far.page.getByRole('heading', { name: 'Kto siada do okienka?' })).toBeVisible({ timeout: 60_000 });
  await enterByPassword(far.page, { ...jan, password: firstPassword });
  await ownPassword(far.page, firstPassword, jan.password);
  await setPin(far.page, jan, '2580');
  await expectInStep(far.page);

  await openScreen(near.page, 'Konta');
  await near.page.getByRole('button', { name: 'Wymień klucz placówki…' }).click();
  const dialog = near.page.getByRole('dialog', { name: 'Wymiana klucza placówki' });
  await expect(dialog).toContainText('Nowy klucz dostaną 2 osoby.');
  await dialog.getByLabel('Obecne hasło').fill(ewa.password);
  await dialog.getByRole('button', { name: 'Wymień teraz' }).click();
  await expect(near.page.getByRole('heading', { name: 'Nowy kod odzyskiwania' })).toBeVisible();
  // The power goes before anybody has written it down: the same person sees it again.
  await near.crashCore();
  await expect(near.page.getByRole('heading', { name: 'Nowy kod odzyskiwania' })).toBeVisible();
  await near.quit();
  await near.start();
  await enterByPassword(near.page, ewa);
  await expect(near.page.getByRole('heading', { name: 'Nowy kod odzyskiwania' })).toBeVisible();
  const renewed = (await near.page.getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4})+$/).textContent()) ?? '';
  expect(renewed).not.toBe(code);
  await writeCodeDown(near.page);
  await expectEntered(near.page, ewa);
  await openScreen(near.page, 'Konta');
  await expect(near.page.getByText(/^Ostatnia wymiana: \d\d\.\d\d\.\d{4}\.$/)).toBeVisible();

  // Jan goes on with his work, and needs his password when he comes back.
  await expectEntered(far.page, jan);
  await expect(async () => {
    await lock(far.page);
    await expect(far.page.getByLabel('PIN')).toHaveCount(0, { timeout: 2_000 });
  }).toPass();
  await far.quit();
  await far.start();
  await enterByPassword(far.page, jan);
  await expectEntered(far.page, jan);
  await lock(far.page);
  await tryPin(far.page, '2580');
  await expectEntered(far.page, jan);
  await expectInStep(far.page);

  await lock(far.page);
  await far.page.getByRole('button', { name: 'Użyj hasła' }).click();
  await far.page.getByRole('button', { name: /Inna osoba/ }).click();
  await far.page.getByRole('button', { name: 'Nie pamiętam hasła' }).click();
  await far.page.getByLabel('Login').fill('ewa');
  await far.page.getByLabel('Nowe hasło').fill('siedem szarych myszy');
  await far.page.getByLabel('Kod odzyskiwania').fill(code);
  await far.page.getByRole('button', { name: 'Ustaw hasło i wejdź' }).click();
  await expect(alert(far)).toContainText('To nie jest kod odzyskiwania tej placówki.');
  await far.page.getByLabel('Kod odzyskiwania').fill(renewed);
  await far.page.getByRole('button', { name: 'Ustaw hasło i wejdź' }).click();
  await expectEntered(far.page, ewa);
  for (const desk of [near, far]) {
    await desk.quit();
    expect(desk.refusedByPolicy).toEqual([]);
  }
});
