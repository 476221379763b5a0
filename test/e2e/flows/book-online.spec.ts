import { beginBooking, offeredSlots, saveOn } from '../support/booking.ts';
import { expect, test } from '../support/desk-test.ts';
import { zofia } from '../support/people.ts';
import { expectInStep } from '../support/screen.ts';
import { saysSlot } from '../support/slot-label.ts';

test('R11, R14: a first visit is booked from the slots of the window, and central holds it', async ({ desk, central }) => {
  await desk.start();
  const { page } = desk;
  await expectInStep(page);

  await beginBooking(page, zofia, 'Pierwszorazowa');
  await expect(page.getByText(/Tylko terminy do sob., 2 sty/)).toBeVisible();
  const slot = offeredSlots(page).filter({ hasText: 'M. Kalinowska' }).nth(1);
  const chosen = (await slot.getAttribute('aria-label')) ?? '';
  await saveOn(page, slot);

  await expect(page.getByRole('heading', { name: 'Wizyta potwierdzona' })).toBeVisible();
  await expect(page.getByText('Termin jest potwierdzony.')).toBeVisible();
  await page.getByRole('link', { name: 'Pokaż w dniu' }).click();
  await expect(page.getByRole('button', { name: /Testowska Zofia, Pierwszorazowa, potwierdzone/ })).toBeVisible();

  const account = await central.patient(zofia.pesel);
  const visits = await account.visits();
  expect(visits).toMatchObject([{ actorName: 'dr n. med. Monika Kalinowska', kind: 'first', status: 'booked' }]);
  expect(visits.map((each) => saysSlot(chosen, each))).toEqual([true]);
});
