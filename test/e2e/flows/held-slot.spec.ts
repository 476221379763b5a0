import { beginBooking, offeredSlots } from '../support/booking.ts';
import { goToDay } from '../support/calendar.ts';
import { expect, test } from '../support/desk-test.ts';
import { otherDesk } from '../support/other-desk.ts';
import { ewa } from '../support/people.ts';
import { expectInStep } from '../support/screen.ts';

test('I8: a slot that another desk keeps is seen in the day and in the booking, by whom and until when, and is free when given back', async ({
  desk,
  central,
  account,
}) => {
  const second = central.clients.filter(({ clinic }) => clinic === account.client.clinic)[1];
  if (!second) throw new Error('the demo clinic has one desk only');
  const other = otherDesk(central, second);
  await desk.start();
  const { page } = desk;
  await expectInStep(page);

  await goToDay(page, '2026-11-24');
  const slotId =
    (await page
      .getByRole('button', { name: /wolne, Pierwszorazowa/ })
      .first()
      .getAttribute('data-block')) ?? '';
  const held = await other.hold(slotId);
  if (held.kind !== 'held') throw new Error(`the slot was ${held.kind}`);
  const block = page.locator(`[data-block="${slotId}"]`);
  await expect(block).toHaveAccessibleName(/trzymany do \d+:\d\d, trzyma inne stanowisko/);
  await block.click();
  await expect(page.getByText(/Ten termin trzyma inne stanowisko tej rejestracji, najdłużej do \d+:\d\d/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Umów/ }).last()).toBeDisabled();

  await beginBooking(page, ewa, 'Pierwszorazowa');
  const kept = page.getByRole('button', { name: /trzyma inne stanowisko do \d+:\d\d$/ });
  await expect(kept).toBeDisabled();
  await expect(offeredSlots(page).first()).toBeVisible();

  await goToDay(page, '2026-11-24');
  await other.release(held.hold.id);
  await expect(block).toHaveAccessibleName(/wolne/);
  await other.close();
});
