import { column, goToDay } from '../support/calendar.ts';
import { newsWithinMs } from '../support/central.ts';
import { expect, test } from '../support/desk-test.ts';
import { adam } from '../support/people.ts';
import { expectInStep } from '../support/screen.ts';

/** R7: what the patient does is on the open desk within this time, without a reload. */
const atOnce = { timeout: newsWithinMs };

test('R7, R32: what a patient books and cancels in IKP appears on the open day within a second, in P1 at its next question', async ({
  desk,
  central,
  account,
}) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  const patient = await central.patient(adam.pesel);
  const { clinic } = account.client;
  const [offered] = await patient.slots({ code: '1100', clinic, from: '2026-11-30', to: '2027-01-02' });
  if (!offered) throw new Error('the demo clinic has no free first slot');
  const date = offered.startsAt.slice(0, 10);
  await goToDay(page, date);
  const doctor = await column(page, offered.actorName);
  const free = doctor.getByRole('button', { name: /wolne, Pierwszorazowa/ });
  const visit = doctor.getByRole('button', { name: /Probierz Adam, Pierwszorazowa, potwierdzone/ });
  const before = await free.count();
  await page.evaluate(() => {
    (window as { notReloaded?: boolean }).notReloaded = true;
  });

  const booked = await patient.book(offered.slotId, adam, '4321');
  await expect(visit).toBeVisible(atOnce);
  await expect(free).toHaveCount(before - 1, atOnce);

  await patient.cancel(booked.id);
  await expect(visit).toHaveCount(0, atOnce);
  await expect(free).toHaveCount(before, atOnce);
  expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true);
});
