import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEncrypted } from '../../../core/store/database.ts';
import { type Artefact, filesBelow, leaksIn, type Person, textArtefact } from '../support/artefacts.ts';
import { beginBooking, offeredSlots, saveOn } from '../support/booking.ts';
import { expect, test } from '../support/desk-test.ts';
import type { ElectronDesk } from '../support/electron-desk.ts';
import { ewa } from '../support/people.ts';
import { expectInStep } from '../support/screen.ts';

/** So many of each kind at least must have been looked at, or the test has looked past them. */
const floors: Record<string, number> = {
  'data folder': 4,
  profile: 15,
  log: 1,
  temporary: 0,
  title: 6,
  output: 1,
  diagnostics: 1,
  'central’s log': 1,
};

const usualTemporary = process.env.TMPDIR;
// The tests that follow in this process need a folder that is still there.
test.afterEach(() => {
  if (usualTemporary === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usualTemporary;
});

test('whatever a day of work leaves behind outside of the encrypted files names nobody', async ({ desk, central, folder }) => {
  const shell = desk as ElectronDesk;
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  process.env.TMPDIR = temporary;
  const artefacts: Artefact[] = [];
  await shell.start();
  const { page, app } = shell;
  const output: string[] = [];
  for (const stream of [app.process().stdout, app.process().stderr])
    stream?.on('data', (chunk: Buffer) => output.push(String(chunk)));
  const noteTitles = async (where: string) => {
    const titles = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()));
    artefacts.push(textArtefact('title', where, [...titles, await page.title()].join('\n')));
  };
  const go = async (screen: string) => {
    await page.evaluate((to) => {
      window.location.hash = to;
    }, `#/${screen}`);
    await noteTitles(screen);
  };

  await expectInStep(page);
  await noteTitles('Dzień');
  const visit = page.getByRole('button', { name: /potwierdzone/ }).first();
  await visit.click();
  await noteTitles('a visit');
  await page.keyboard.press('Escape');
  await central.stop();
  await beginBooking(page, ewa, 'Kontynuacja');
  await saveOn(page, offeredSlots(page).first());
  await noteTitles('Umów');
  await shell.crashCore();
  await central.comeBack();
  await expectInStep(page);
  await go('patients');
  await page.getByRole('textbox').first().fill(ewa.familyName);
  await expect(page.getByText(ewa.givenName).first()).toBeVisible();
  await noteTitles('search');
  await go('tasks');
  await go('reception');

  const saved = join(folder, 'saved');
  mkdirSync(saved);
  // In the place of the question where to.
  await app.evaluate(({ session }, to) => {
    session.defaultSession.on('will-download', (_event, item) => item.setSavePath(`${to}/${item.getFilename()}`));
  }, saved);
  await go('health');
  await page.getByRole('button', { name: 'Zapisz plik dla pomocy technicznej…' }).click();
  await expect.poll(() => readdirSync(saved)).toHaveLength(1);
  const key = await app.evaluate(
    ({ safeStorage }, wrapped) => safeStorage.decryptString(Buffer.from(wrapped, 'base64')),
    wrappedKey(shell),
  );
  await shell.quit();

  const people = peopleOf(shell.dataFolder, Buffer.from(key, 'base64'));
  expect(people.length).toBeGreaterThan(500);
  expect(people.map(({ pesel }) => pesel)).toContain(ewa.pesel);
  const base = join(shell.dataFolder, '..');
  artefacts.push(
    ...filesBelow('data folder', shell.dataFolder),
    ...filesBelow('profile', join(base, 'shell')),
    ...filesBelow('log', join(base, 'logs')),
    ...filesBelow('temporary', temporary),
    ...filesBelow('diagnostics', saved),
    textArtefact('output', 'Electron', output.join('')),
    textArtefact('central’s log', 'central', central.said()),
  );
  for (const [kind, least] of Object.entries(floors)) {
    expect(artefacts.filter((each) => each.kind === kind).length, kind).toBeGreaterThanOrEqual(least);
  }
  expect(shell.log()).toContain('host-ended');
  expect(leaksIn(artefacts, people)).toEqual([]);

  // And it would have been seen.
  const [someone] = people.filter(({ pesel, phone, familyName }) => pesel && phone && familyName.length > 5) as [Person];
  const logFile = join(base, 'logs', `${someone.familyName}.log`);
  writeFileSync(logFile, Buffer.concat([Buffer.from(`${someone.pesel}`, 'utf16le'), Buffer.from(` ${someone.phone}`)]));
  const planted = filesBelow('log', join(base, 'logs'));
  expect(leaksIn(planted, people)).toEqual(
    ['a name', 'a PESEL', 'a telephone'].map((what) => `${what} in log ${someone.familyName}.log`),
  );
});

/** Everybody whom the desk knew, read from its own copy of the clinic. */
function peopleOf(dataFolder: string, key: Buffer): Person[] {
  const copy = openEncrypted(join(dataFolder, 'copy.db'), key);
  try {
    const columns = 'family_name AS familyName, given_name AS givenName, pesel, phone';
    return copy.prepare<unknown[], Person>(`SELECT ${columns} FROM patient`).all();
  } finally {
    copy.close();
  }
}

const wrappedKey = ({ dataFolder }: ElectronDesk): string => {
  const { slots } = JSON.parse(readFileSync(join(dataFolder, 'key.json'), 'utf8')) as {
    slots: { kind: string; wrapped: string }[];
  };
  return slots.find(({ kind }) => kind === 'system-user')?.wrapped ?? '';
};
