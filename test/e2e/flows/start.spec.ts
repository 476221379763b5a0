import { expect, test } from '../support/desk-test.ts';
import { connection } from '../support/screen.ts';

test('a desk that is started again shows the day at once, also without central', async ({ desk, central }) => {
  await central.stop();
  await desk.start();
  await expect(desk.page.getByRole('button', { name: /potwierdzone/ }).first()).toBeVisible({ timeout: 5_000 });
  await expect(desk.page.getByText('Brak połączenia.')).toBeVisible();
  await expect(connection(desk.page)).toHaveText(/^Bez połączenia/);
});
