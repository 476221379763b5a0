import type { Page } from '@playwright/test';
import { screenList } from '../../../renderer/app/screen-list.ts';

/** How the desk is when a screen is looked at: parameters of test/fakes/fake-desk-main.tsx. */
export const states = {
  full: '',
  empty: 'empty',
  loading: 'disturb=loading',
  error: 'disturb=error',
  offline: 'connection=offline',
  long: 'long',
  'forty-doctors': 'doctors=40',
} as const;
export type State = keyof typeof states;

/** Addresses of all screens; a new one of the rail is here by itself. */
export const addresses: readonly string[] = [...screenList.map(({ screen }) => screen), 'week', 'list'];

const check = (name: string | RegExp) => (page: Page) => page.getByRole('radio', { name }).first().check();
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

interface Part {
  part: string;
  address: string;
  /** Further parameters of test/fakes/fake-desk-main.tsx. */
  more?: string;
  steps: readonly ((page: Page) => Promise<void>)[];
}

/** A dialog gives the focus to the first free slot. */
async function pressFirstSlot(page: Page): Promise<void> {
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Enter');
}

const help = (page: Page) => page.keyboard.press('F1');

const halina = 'patients/44444444-0000-4000-8000-000000000000';

async function chooseHalina(page: Page): Promise<void> {
  await page.getByLabel('PESEL, nazwisko albo telefon').fill('Wiśniewska Hal');
  await page
    .getByRole('option', { name: /Wiśniewska/ })
    .first()
    .click();
}

/** The whole booking in another clinic, until central has confirmed it. */
async function bookElsewhere(page: Page): Promise<void> {
  const next = press(/^Dalej/);
  await check('Pierwszorazowa')(page);
  await press('Kryteria, inne przychodnie…')(page);
  await check('Każda')(page);
  await press(/Przychodnia Serce/)(page);
  await next(page);
  await page.getByPlaceholder(/Zeskanuj kod/).fill('1234');
  await next(page);
  await next(page);
  await next(page);
  await press(/^Zapisz wizytę/)(page);
  await page.getByRole('heading', { name: 'Wizyta potwierdzona' }).waitFor();
}

const openUnit = (page: Page) =>
  page
    .getByRole('link', { name: /^Mammograf 1/ })
    .first()
    .click();

async function fillStop(page: Page): Promise<void> {
  for (const [name, text] of [
    // Before the first, which would move the last along.
    ['Ostatni dzień', '26.11.2026'],
    ['Pierwszy dzień', '25.11.2026'],
    ['Miejscowość', 'Wieliczka'],
    ['Ulica i numer albo dokładne miejsce', 'Rynek Górny 1, przed ratuszem'],
    ['Współrzędne (nieobowiązkowe)', '49,987; 20,065'],
  ] as const) {
    await page.getByLabel(name).fill(text);
    await page.getByLabel(name).press('Tab');
  }
  await page.getByLabel('Województwo').selectOption('12');
}

/** The in-memory desk does not look into them. */
const chooseFiles = async (page: Page) => {
  const named = ['pracownicy.csv', 'grafiki.csv', 'wizyty.xlsx'].map((name) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from('-'),
  }));
  await page.locator('input[data-choose=files]').setInputFiles(named);
  await page.getByRole('table', { name: 'Wiersze do poprawienia' }).waitFor();
};

/** The desk's file with an address that nobody knows. */
async function layFile(page: Page): Promise<void> {
  const key = { kty: 'EC', d: 'x' };
  const content = { fhirUrl: 'https://nigdzie.example/fhir', clinicId: 'k-1', clientId: 'desk-1', privateJwk: key };
  const buffer = Buffer.from(JSON.stringify(content));
  await page.locator('input[type=file]').setInputFiles({ name: 'stanowisko.json', mimeType: 'application/json', buffer });
  await page.getByLabel('Adres').fill('nigdzie.example');
}

async function makeFirstAccount(page: Page): Promise<void> {
  await page.getByLabel('Imię i nazwisko').fill('Ewa Mazur');
  await page.getByLabel('Login').fill('ewa');
  await page.getByLabel('Hasło').fill('krowa pije kawę');
  await page.getByRole('button', { name: 'Załóż konto' }).click();
  await page.getByRole('heading', { name: 'Kod odzyskiwania' }).waitFor();
}

/** What lies behind a choice or a button of a screen, and how a person gets there. */
export const parts: readonly Part[] = [
  { part: 'paper-door', address: 'paper', steps: [check('Lista na drzwi')] },
  { part: 'paper-week', address: 'paper', steps: [check('Tydzień lekarza')] },
  { part: 'paper-leaflet', address: 'paper', steps: [check('Ulotka z zasadami')] },
  { part: 'paper-catch-up', address: 'paper', steps: [check('Dopisz z kartki'), check('odbyła się')] },
  { part: 'paper-failure', address: 'paper', steps: [check('Na wypadek awarii')] },
  { part: 'paper-failure-plain', address: 'paper', steps: [check('Na wypadek awarii'), check(/^Każdy, kto ma dostęp/)] },
  { part: 'tasks-freed', address: 'tasks', steps: [check('Zwolnione terminy')] },
  { part: 'waiting-submission', address: 'waiting', steps: [(page) => page.getByText('Sadowska Irena').first().click()] },
  {
    part: 'book-series',
    address: 'book',
    steps: [
      (page) => page.getByLabel('PESEL, nazwisko albo telefon').fill('nowak'),
      (page) => page.getByRole('option').first().click(),
      check('Kontynuacja'),
      check(/^1100/),
      press('Seria wizyt…'),
      async (page) => void (await page.getByLabel('Odstęp').selectOption('weeks')),
    ],
  },
  { part: 'import-faults', address: 'import', steps: [chooseFiles] },
  {
    part: 'import-double-booked',
    address: 'import',
    steps: [chooseFiles, press(/^termin zajęty/), press(/^Zostaw$/)],
  },
  { part: 'import-zero-lost', address: 'import', steps: [chooseFiles, press(/^PESEL bez zera/)] },
  { part: 'import-drop', address: 'import', steps: [chooseFiles, press('Usuń próbę…')] },
  { part: 'schedules-absence', address: 'schedules', steps: [press(/^Nieobecność/)] },
  { part: 'schedules-stop', address: 'schedules', more: 'doctors=14', steps: [openUnit, press('Nowy postój…'), fillStop] },
  {
    part: 'schedules-stop-overlaps',
    address: 'schedules',
    more: 'doctors=14',
    steps: [openUnit, press('Nowy postój…'), fillStop, press('Dodaj postój'), press('Nowy postój…'), fillStop],
  },
  {
    part: 'schedules-stops',
    address: 'schedules',
    more: 'doctors=14',
    steps: [openUnit, press('Nowy postój…'), fillStop, press('Dodaj postój')],
  },
  {
    part: 'schedules-stop-affected',
    address: 'schedules',
    more: 'doctors=14',
    steps: [
      openUnit,
      press('Nowy postój…'),
      fillStop,
      press('Dodaj postój'),
      press('Sprawdź zmiany'),
      (page) => page.getByRole('radio', { name: 'Zostaw' }).first().check(),
    ],
  },
  { part: 'schedules-new', address: 'schedules', steps: [press('Nowy grafik')] },
  {
    part: 'day-exam-date',
    address: 'day',
    steps: [press(/Mammografia, potwierdzone/), (page) => page.keyboard.press('m'), pressFirstSlot],
  },
  { part: 'day-kept', address: 'day', more: 'extras', steps: [press(/trzyma inne stanowisko/)] },
  { part: 'week-kept', address: 'week', more: 'extras', steps: [] },
  { part: 'book-kept', address: 'book', more: 'extras', steps: [chooseHalina, check('Kontynuacja')] },
  { part: 'book-exam-no', address: 'book', more: 'doctors=14', steps: [chooseHalina, check(/^MMG/)] },
  { part: 'book-exam-yes', address: 'book', more: 'doctors=14&qualifies', steps: [chooseHalina, check(/^MMG/)] },
  { part: 'book-exam-offline', address: 'book', more: 'doctors=14&connection=offline', steps: [chooseHalina, check(/^MMG/)] },
  { part: 'book-elsewhere-result', address: 'book', steps: [chooseHalina, bookElsewhere] },
  { part: 'patient-elsewhere', address: halina, more: 'extras', steps: [] },
  {
    part: 'patient-move-elsewhere',
    address: halina,
    more: 'extras',
    steps: [press('Zmień termin…'), press(/Przychodnia Serce/)],
  },
  { part: 'patient-cancel-elsewhere', address: halina, more: 'extras', steps: [press('Odwołaj…')] },
  { part: 'accounts-clinic-key', address: 'accounts', steps: [press('Wymień klucz placówki…')] },
  {
    part: 'accounts-clinic-code',
    address: 'accounts',
    steps: [
      press('Wymień klucz placówki…'),
      async (page) => page.getByLabel('Obecne hasło').fill('krowa pije kawę'),
      press('Wymień teraz'),
    ],
  },
  { part: 'accounts-keys', address: 'accounts', steps: [press('Wymień klucz…')] },
  { part: 'health-ailing', address: 'health', more: 'ailing', steps: [] },
  { part: 'health-certificate', address: 'health', steps: [press('Wczytaj certyfikat…')] },
  { part: 'help-day', address: 'day', steps: [help] },
  { part: 'help-book', address: 'book', steps: [help] },
  { part: 'help-schedules', address: 'schedules', steps: [help] },
  { part: 'help-training', address: 'reception', more: 'training', steps: [help] },
  { part: 'health-certificate-remove', address: 'health', steps: [press('Usuń: Certyfikat połączenia (TLS)')] },
  { part: 'training', address: 'day', more: 'training', steps: [] },
  {
    part: 'training-line-off',
    address: 'book',
    more: 'training',
    steps: [(page) => page.getByRole('switch', { name: 'Bez sieci' }).check()],
  },
  {
    part: 'first-run-p1',
    address: 'day',
    more: 'session=unconnected',
    steps: [
      press(/^Połącz z centralną/),
      press('Wklej kod albo klucz'),
      async (page) => page.getByLabel('Kod stanowiska albo klucz prywatny').fill('{"dialect":"p1"}'),
    ],
  },
  {
    part: 'first-run-certificate',
    address: 'day',
    more: 'session=unconnected',
    steps: [
      press(/^Połącz z centralną/),
      press('Wklej kod albo klucz'),
      async (page) => page.getByLabel('Kod stanowiska albo klucz prywatny').fill('{"dialect":"p1"}'),
      press('Wczytaj certyfikat…'),
    ],
  },
  {
    part: 'training-slot-taken',
    address: 'tasks',
    more: 'training',
    steps: [(page) => page.getByRole('switch', { name: 'Bez sieci' }).check(), press('Ktoś zajmuje ten termin')],
  },
  { part: 'first-run-connect', address: 'day', more: 'session=unconnected', steps: [] },
  {
    part: 'first-run-address',
    address: 'day',
    more: 'session=unconnected',
    steps: [press(/^Połącz z centralną/), press('Wklej kod albo klucz')],
  },
  {
    part: 'first-run-refused',
    address: 'day',
    more: 'session=unconnected',
    steps: [
      press(/^Połącz z centralną/),
      layFile,
      (page) => page.getByText('Klucz stanowiska wczytany').waitFor(),
      press('Sprawdź i połącz'),
      (page) => page.getByRole('alert').waitFor(),
    ],
  },
  { part: 'first-run-code', address: 'day', more: 'session=new-clinic', steps: [makeFirstAccount] },
  { part: 'first-run-account', address: 'day', more: 'session=new-clinic', steps: [] },
  { part: 'first-run-files', address: 'import', more: 'first-import', steps: [] },
];

export interface Look {
  address: string;
  state?: State;
  theme?: 'light' | 'dark';
  more?: string;
}

/** Opens a screen at 10:42 of the invented clinic's day and waits until nothing moves. */
export async function openScreen(page: Page, { address, state = 'full', theme = 'light', more = '' }: Look): Promise<void> {
  await page.clock.setFixedTime('2026-11-23T09:42:00Z');
  // On its own screen; elsewhere it would only be a number in the header.
  const news = address === 'away' && state !== 'empty' ? 'news' : '';
  const query = [states[state], `theme=${theme}`, news, more].filter((part) => part !== '').join('&');
  await page.goto(`${process.env.OKIENKO_GALLERY}?${query}#/${address}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await settled(page);
}

export async function settled(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ effect, playState }) => playState !== 'running' || effect?.getTiming().iterations === Infinity),
  );
  await page.waitForTimeout(250);
}

/**
 * What can be scrolled sideways or is cut off: the page itself, and everything inside it but tables and calendars, which
 * WCAG 1.4.10 leaves two-dimensional. Names of the elements, empty = nothing.
 */
export function scrolledSideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const named = (element: Element) => `${element.tagName.toLowerCase()}.${String(element.className).slice(0, 60)}`;
    const tooWide = (element: Element) => element.scrollWidth > element.clientWidth + 1;
    const twoDimensional = (element: Element) =>
      element.closest('table, [role="table"], [data-strip]') !== null ||
      element.querySelector('table, [role="table"], [role="grid"]') !== null;
    const root = document.documentElement;
    const found = [...document.querySelectorAll('#root *')].filter(
      (element) =>
        ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) && tooWide(element) && !twoDimensional(element),
    );
    return [...(root.scrollWidth > root.clientWidth ? ['the page'] : []), ...found.map(named)];
  });
}
