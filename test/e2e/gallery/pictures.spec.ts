import { expect, test } from '@playwright/test';
import { type Look, openScreen } from './gallery-page.ts';

/** Few and small, kept with the source: one of each kind of layout, each state at least once. */
const pictures: Record<string, Look> = {
  'day-full': { address: 'day' },
  'day-forty-dark': { address: 'day', state: 'forty-doctors', theme: 'dark' },
  'week-offline': { address: 'week', state: 'offline' },
  'book-full': { address: 'book' },
  'reception-long': { address: 'reception', state: 'long' },
  'tasks-compact': { address: 'tasks', more: 'density=compact' },
  'patients-error': { address: 'patients', state: 'error' },
  'queue-empty-dark': { address: 'queue', state: 'empty', theme: 'dark' },
  'settings-english': { address: 'settings', more: 'language=en' },
};

// Half the size in each direction is enough to see that a part has moved, and a quarter of the bytes.
test.use({ deviceScaleFactor: 0.5 });

for (const [name, look] of Object.entries(pictures))
  test(`looks as it did: ${name}`, async ({ page }) => {
    await openScreen(page, look);
    await expect(page).toHaveScreenshot(`${name}.png`, { scale: 'device' });
  });
