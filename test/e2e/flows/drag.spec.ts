import { column, drag, goToDay, nameOn } from '../support/calendar.ts';
import { expect, test } from '../support/desk-test.ts';
import { expectInStep } from '../support/screen.ts';

const day = '2026-12-08';

test('R31: a visit is dragged from doctor to doctor, and can be taken back', async ({ desk }) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await goToDay(page, day);
  const from = await column(page, 'Kalinowska');
  const to = await column(page, 'Wieczorek');
  const visit = from.getByRole('button', { name: /Kontynuacja.*potwierdzone/ }).first();
  const name = await nameOn(visit);
  const here = from.getByRole('button', { name: new RegExp(`${name}, Kontynuacja`) });
  const there = to.getByRole('button', { name: new RegExp(`${name}, Kontynuacja.*potwierdzone`) });

  await drag(page, visit, to.getByRole('button', { name: /wolne, Kontynuacja/ }).first());
  await expect(there).toBeVisible();
  await expect(here).toHaveCount(0);
  await expect(page.getByText(`Przeniesiono: ${name}`)).toBeVisible();

  await page.getByRole('button', { name: 'Cofnij' }).click();
  await expect(here).toBeVisible();
  await expect(there).toHaveCount(0);
  await expectInStep(page);
});

test('R14: a continuation visit that is dropped on a first-visit slot stays where it was, with the reason', async ({ desk }) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await goToDay(page, day);
  const doctor = await column(page, 'Kalinowska');
  const visit = doctor.getByRole('button', { name: /Kontynuacja.*potwierdzone/ }).first();
  const label = (await visit.getAttribute('aria-label')) ?? '';

  await drag(page, visit, doctor.getByRole('button', { name: /wolne, Pierwszorazowa/ }).first());
  const dialog = page.getByRole('dialog', { name: 'Nie przeniesiono' });
  await expect(dialog).toContainText('Termin jest innego rodzaju niż wizyta');
  await page.keyboard.press('Escape');
  await expect(doctor.getByRole('button', { name: label })).toBeVisible();
});

test('a visit is carried to another doctor by keyboard alone', async ({ desk }) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await goToDay(page, day);
  const from = await column(page, 'Kalinowska');
  const to = await column(page, 'Wieczorek');
  const visit = from.getByRole('button', { name: /Kontynuacja.*potwierdzone/ }).first();
  const name = await nameOn(visit);
  await visit.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText(`Przenosisz: `)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  // The nearest place is taken, which is said; some steps down there is a free one.
  const verdict = page.getByText(/^(można tu przenieść|nie można: .*)$/);
  for (let steps = 0; (await verdict.textContent()) !== 'można tu przenieść'; steps += 1) {
    expect(steps).toBeLessThan(15);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(to.getByRole('button', { name: new RegExp(`${name}, Kontynuacja.*potwierdzone`) })).toBeVisible();
});
