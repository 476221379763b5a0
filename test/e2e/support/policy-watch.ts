import type { Page } from '@playwright/test';

/** Adds to the list what the page's content policy refuses: our own page must never want what it may not. */
export function watchPolicy(page: Page, refused: string[]): void {
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text());
  });
}
