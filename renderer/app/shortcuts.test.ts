import { expect, it } from 'vitest';
import { keyOf } from './shortcuts.ts';

const pressed = (key: string, held: Partial<Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>> = {}) =>
  keyOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

it.each([
  [pressed('M'), 'm'],
  [pressed('?', { shiftKey: true }), '?'],
  [pressed('k', { ctrlKey: true }), 'mod+k'],
  [pressed('k', { metaKey: true }), 'mod+k'],
  [pressed('1', { altKey: true }), 'alt+1'],
  [pressed('PageDown', { ctrlKey: true }), 'ctrl+pagedown'],
  [pressed('ArrowLeft'), 'arrowleft'],
  [pressed('ArrowLeft', { shiftKey: true }), 'shift+arrowleft'],
])('%s', (key, name) => {
  expect(key).toBe(name);
});
