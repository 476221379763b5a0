import { beginBooking, offeredSlots, saveOn } from '../support/booking.ts';
import { column, drag, goToDay, nameOn } from '../support/calendar.ts';
import { expect, test } from '../support/desk-test.ts';
import { adam, ewa } from '../support/people.ts';
import { connection, expectInStep } from '../support/screen.ts';
import { saysSlot } from '../support/slot-label.ts';

test('I2: what is booked, moved and cancelled without central survives a restart and drains when central is back', async ({
  desk,
  central,
}) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await central.stop();
  await expect(connection(page)).toHaveText(/^Bez połączenia/);

  await beginBooking(page, ewa, 'Pierwszorazowa');
  await saveOn(page, offeredSlots(page).filter({ hasText: 'M. Kalinowska' }).nth(1));
  await expect(page.getByRole('heading', { name: 'Prośba o termin zapisana na tym komputerze' })).toBeVisible();
  await expect(page.getByText(/Zapisuję prośbę o ten termin/)).toBeVisible();

  await goToDay(page, '2026-12-08');
  const moved = (await column(page, 'Kalinowska')).getByRole('button', { name: /Kontynuacja.*potwierdzone/ }).first();
  const movedName = await nameOn(moved);
  await drag(page, moved, (await column(page, 'Wieczorek')).getByRole('button', { name: /wolne, Kontynuacja/ }).first());
  const there = (await column(page, 'Wieczorek')).getByRole('button', { name: new RegExp(`${movedName}, .*na tym komputerze`) });
  await expect(there).toBeVisible();

  const cancelled = (await column(page, 'Zawadzki')).getByRole('button', { name: /Kontynuacja.*potwierdzone/ }).first();
  const cancelledName = await nameOn(cancelled);
  await cancelled.click();
  await page.getByRole('button', { name: /^Odwołaj…/ }).click();
  await page.getByRole('radio', { name: 'choroba pacjenta' }).check();
  await page.getByRole('button', { name: 'Odwołaj wizytę' }).click();
  await expect((await column(page, 'Zawadzki')).getByRole('button', { name: new RegExp(cancelledName) })).toHaveCount(0);
  await expect(connection(page)).toHaveText(/kolejka 3$/);

  await desk.quit();
  await desk.start();
  const again = desk.page;
  await expect(connection(again)).toHaveText(/^Bez połączenia.*kolejka 3$/);
  await goToDay(again, '2026-12-08');
  const stillThere = (await column(again, 'Wieczorek')).getByRole('button', {
    name: new RegExp(`${movedName}, .*na tym komputerze`),
  });
  await expect(stillThere).toBeVisible();
  await beginBooking(again, adam, 'Kontynuacja');
  await saveOn(again, offeredSlots(again).first());
  await expect(again.getByText(/Termin jest zapisany/)).toBeVisible();
  await expect(connection(again)).toHaveText(/kolejka 4$/);

  await central.comeBack();
  await expectInStep(again);
  await goToDay(again, '2026-12-08');
  const confirmed = (await column(again, 'Wieczorek')).getByRole('button', { name: new RegExp(`${movedName}, .*potwierdzone`) });
  await expect(confirmed).toBeVisible();
  for (const who of [ewa, adam]) {
    const visits = await (await central.patient(who.pesel)).visits();
    expect(visits, who.familyName).toMatchObject([{ status: 'booked' }]);
  }
});

test('I1: a slot that a patient took meanwhile becomes a task, and one click books another', async ({
  desk,
  central,
  account,
}) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);
  await central.stop();

  await beginBooking(page, ewa, 'Pierwszorazowa');
  const slot = offeredSlots(page).filter({ hasText: 'M. Kalinowska' }).nth(1);
  const wanted = (await slot.getAttribute('aria-label')) ?? '';
  await saveOn(page, slot);

  await central.whileDesksAreCutOff(async (signIn) => {
    const patient = await signIn(adam.pesel);
    const { clinic } = account.client;
    const offered = await patient.slots({ code: '1100', clinic, from: '2026-11-23', to: '2027-01-02' });
    const same = offered.find((each) => saysSlot(wanted, each));
    expect(same, wanted).toBeDefined();
    await patient.book(same?.slotId ?? '', adam, '4321');
  });
  await central.comeBack();

  await expect(connection(page)).toHaveText(/^Zgodne.*1 odmowa$/, { timeout: 30_000 });
  await page
    .getByRole('navigation', { name: 'Ekrany' })
    .getByRole('link', { name: /^Zadania/ })
    .click();
  await page.getByRole('link', { name: /^Termin zajęty.*Próbna Ewa/ }).click();
  const task = page.getByRole('article', { name: 'Termin zajęty' });
  await expect(task).toContainText('Ten termin wziął wcześniej ktoś inny.');
  await expect(task).toContainText('Nic: tej wizyty tam nie ma');
  await task.getByRole('region', { name: 'Co dalej' }).getByRole('button').first().click();

  await expect(page.getByRole('link', { name: /^Termin zajęty/ })).toHaveCount(0);
  await expect(connection(page)).toHaveText(/^Zgodne.*kolejka 0$/);
  const visits = await (await central.patient(ewa.pesel)).visits();
  expect(visits).toMatchObject([{ status: 'booked', kind: 'first' }]);
  // The patient who was first keeps the slot.
  expect(await (await central.patient(adam.pesel)).visits()).toMatchObject([{ status: 'booked' }]);
});
