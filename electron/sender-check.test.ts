import { expect, it } from 'vitest';
import { isTrustedSender, type Sender } from './sender-check.ts';

const frame = (url: string) => ({ url }) as unknown as NonNullable<Sender['senderFrame']>;
const ours = frame('app://okienko/index.html');

const event = (sender: Partial<{ id: number; mainFrame: unknown; frame: Sender['senderFrame'] }>): Sender => ({
  senderFrame: sender.frame === undefined ? ours : sender.frame,
  sender: { id: sender.id ?? 1, mainFrame: sender.mainFrame ?? ours },
});

it('trusts the main frame of our window on our page', () => {
  expect(isTrustedSender(event({}), 1)).toBe(true);
});

it.each([
  ['another window', event({ id: 2 })],
  ['a frame inside the page', event({ mainFrame: frame('app://okienko/index.html') })],
  ['a frame that is gone', event({ frame: null })],
])('refuses %s', (_who, sender) => {
  expect(isTrustedSender(sender, 1)).toBe(false);
});

it('refuses the main frame when it shows something else', () => {
  const elsewhere = frame('https://example.org/');
  expect(isTrustedSender(event({ frame: elsewhere, mainFrame: elsewhere }), 1)).toBe(false);
});

it('refuses everybody while there is no window', () => {
  expect(isTrustedSender(event({}), null)).toBe(false);
});
