import { expect, it } from 'vitest';
import { initialsOf } from './initials.ts';

it.each([
  ['Anna Nowak', 'AN'],
  ['Anna Maria Nowak-Lis', 'AN'],
  ['łucja', 'Ł'],
  ['', ''],
])('%s: %s', (name, initials) => expect(initialsOf(name)).toBe(initials));
