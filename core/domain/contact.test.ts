import { expect, test } from 'vitest';
import { checkContact } from './contact.ts';
import { aContact } from './test-builders.ts';

const codes = (...args: Parameters<typeof checkContact>) => checkContact(...args).map(({ code, path }) => `${code} ${path}`);
const adult = { minor: false };

test.each([
  [{}, []],
  [{ phone: null, email: 'h.w@example.org' }, []],
  [{ phone: null }, ['contact-missing contact']],
  [{ phone: '', email: '' }, ['contact-missing contact']],
  [{ phone: '730181148' }, ['contact-invalid contact.phone']],
  [{ phone: '+48 730 181 148' }, ['contact-invalid contact.phone']],
  [{ phone: '+4873018114' }, ['contact-invalid contact.phone']],
  [{ phone: '+48730181148 / +48664621279' }, ['contact-invalid contact.phone']],
  [{ secondPhone: '664621279' }, ['contact-invalid contact.secondPhone']],
  [{ secondPhone: '+48664621279' }, []],
  [{ email: 'nobody' }, ['contact-invalid contact.email']],
  [{ email: 'a@b' }, ['contact-invalid contact.email']],
  [{ email: 'a b@example.org' }, ['contact-invalid contact.email']],
  [{ phone: 'x', email: 'y' }, ['contact-invalid contact.phone', 'contact-invalid contact.email']],
  [{ relation: 'relative' as const }, []],
])('R15: %j refuses %j', (contact, expected) => expect(codes(aContact(contact), adult)).toEqual(expected));

test.each([
  ['patient', ['guardian-missing contact.relation']],
  ['relative', ['guardian-missing contact.relation']],
  ['guardian', []],
] as const)('R48: the contact of a minor is the %s', (relation, expected) => {
  expect(codes(aContact({ relation }), { minor: true })).toEqual(expected);
});
