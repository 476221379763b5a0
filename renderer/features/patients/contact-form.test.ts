import { describe, expect, test } from 'vitest';
import { type ContactForm, contactFormOf, contactOf, contactProblems, emptyContact, tidyPhones } from './contact-form.ts';

const form = (over: Partial<ContactForm>): ContactForm => ({ ...emptyContact, ...over });

describe('leaving a phone field', () => {
  test.each<[string, Partial<ContactForm>, Partial<ContactForm>]>([
    ['one number', { phone: '730181148' }, { phone: '+48 730 181 148', secondPhone: '' }],
    ['already with country', { phone: '+48 730 181 148' }, { phone: '+48 730 181 148' }],
    ['two numbers are split', { phone: '730181148, 601602603' }, { phone: '+48 730 181 148', secondPhone: '+48 601 602 603' }],
    [
      'a second number that is there stays',
      { phone: '730181148/601602603', secondPhone: '501 502 503' },
      { secondPhone: '+48 501 502 503' },
    ],
    ['no number stays as typed', { phone: 'brak' }, { phone: 'brak' }],
    ['empty stays empty', { phone: '' }, { phone: '' }],
  ])('%s', (_, before, after) => expect(tidyPhones(form(before))).toMatchObject(after));

  test('leaving it twice changes nothing more', () => {
    const once = tidyPhones(form({ phone: '730181148 601602603' }));
    expect(tidyPhones(once)).toEqual(once);
  });
});

test('R15: sent in E.164', () => {
  expect(contactOf(form({ phone: '730 181 148', email: ' a@przyklad.pl ' }))).toEqual({
    phone: '+48730181148',
    secondPhone: null,
    email: 'a@przyklad.pl',
    relation: 'patient',
  });
});

describe('what is wrong', () => {
  const codes = (over: Partial<ContactForm>, minor = false) =>
    contactProblems(form(over), minor).map(({ field, code }) => `${field}: ${code}`);
  test.each<[string, Partial<ContactForm>, string[]]>([
    ['R15: nothing given', {}, ['phone: contact-missing']],
    ['e-mail alone is enough', { email: 'a@przyklad.pl' }, []],
    ['no number', { phone: '12' }, ['phone: phone-invalid']],
    ['second number', { phone: '730181148', secondPhone: 'syn' }, ['secondPhone: phone-invalid']],
    ['e-mail', { email: 'a@przyklad' }, ['email: email-invalid']],
  ])('%s', (_, over, expected) => expect(codes(over)).toEqual(expected));

  test("R48: a minor's contact is the guardian's", () => {
    expect(codes({ phone: '730181148' }, true)).toEqual(['relation: guardian-missing']);
    expect(codes({ phone: '730181148', relation: 'guardian' }, true)).toEqual([]);
  });
});

test('a contact comes back from the form as it went in', () => {
  const contact = { phone: '+48730181148', secondPhone: '+48601602603', email: 'a@przyklad.pl', relation: 'relative' as const };
  expect(contactOf(contactFormOf(contact))).toEqual(contact);
});
