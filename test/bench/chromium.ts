import { type Browser, chromium, type Page } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openChromium(): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.launch({ executablePath: process.env.OKIENKO_CHROMIUM ?? '/usr/bin/chromium', args: flags });
  return { browser, page: await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'pl-PL' }) };
}
