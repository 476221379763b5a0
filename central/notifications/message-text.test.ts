import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { CommunicationFacts, MessageKind } from './communication.ts';
import { messageText } from './message-text.ts';
import { smsLength } from './sms-length.ts';

const aMessage = (some: Partial<CommunicationFacts> = {}, facts: CommunicationFacts['facts'] = {}): CommunicationFacts => ({
  kind: 'booked',
  medium: 'sms',
  clinicName: 'Przychodnia Kardiologiczna Okienko',
  actorName: 'dr n. med. Monika Kalinowska',
  givenName: 'Zofia',
  facts: {
    startsAt: '2026-11-27T08:20:00Z',
    service: 'cardiology',
    kind: 'first',
    legacy: false,
    referral: true,
    cancelReason: null,
    bookedBy: 'ikp',
    relation: 'patient',
    ...facts,
  },
  ...some,
});
const sms = (some: Partial<CommunicationFacts> = {}, facts: CommunicationFacts['facts'] = {}) =>
  messageText(aMessage(some, facts)).text;

describe('SMS', () => {
  test.each([
    [
      'booked',
      {},
      'Wizyta umowiona: pt. 27.11.2026, godz. 9:20, dr n. med. Monika Kalinowska, Przychodnia Kardiologiczna Okienko. Odpisz NIE, aby odwolac.',
    ],
    [
      'booked',
      { bookedBy: 'waiting-room' },
      'Jest termin z poczekalni: pt. 27.11.2026, godz. 9:20, dr n. med. Monika Kalinowska, Przychodnia Kardiologiczna Okienko. Nie pasuje? Odpisz NIE, aby odwolac, lub zmien go w IKP.',
    ],
    [
      'moved',
      { previousStartsAt: '2026-11-25T07:00:00Z' },
      'Zmiana terminu. Nowy termin: pt. 27.11.2026, godz. 9:20, dr n. med. Monika Kalinowska, Przychodnia Kardiologiczna Okienko. Poprzedni sr. 25.11.2026, godz. 8:00 jest nieaktualny. Odpisz NIE, aby odwolac.',
    ],
    [
      'place',
      {},
      'Zmiana miejsca wizyty pt. 27.11.2026, godz. 9:20. Nowe miejsce: dr n. med. Monika Kalinowska, Przychodnia Kardiologiczna Okienko. Godzina bez zmian. Odpisz NIE, aby odwolac.',
    ],
    [
      'reminder',
      {},
      'Przypomnienie: wizyta pt. 27.11.2026, godz. 9:20, dr n. med. Monika Kalinowska, Przychodnia Kardiologiczna Okienko. Nie mozesz przyjsc? Odpisz NIE, a wizyta zostanie odwolana.',
    ],
    [
      'cancelled',
      { cancelReason: 'sms-reply' },
      'Wizyta pt. 27.11.2026, godz. 9:20 odwolana. Zgloszenie wraca do poczekalni i znow czeka na termin. Aby je usunac, odpisz USUN.',
    ],
    [
      'cancelled',
      { cancelReason: 'practitioner-absent' },
      'Wizyta pt. 27.11.2026, godz. 9:20 odwolana przez przychodnie. Zgloszenie wraca do poczekalni i znow czeka na termin. Aby je usunac, odpisz USUN.',
    ],
    [
      'cancelled',
      { kind: 'continuation', cancelReason: 'illness' },
      'Wizyta pt. 27.11.2026, godz. 9:20 odwolana. Nowy termin ustala sie w przychodni.',
    ],
    [
      'cancelled',
      { service: 'mammography', cancelReason: 'illness' },
      'Wizyta pt. 27.11.2026, godz. 9:20 odwolana. Nowy termin mozna umowic w IKP albo w przychodni.',
    ],
    [
      'cancelled',
      { legacy: true, referral: false, cancelReason: 'illness' },
      'Wizyta pt. 27.11.2026, godz. 9:20 odwolana. Nowy termin mozna umowic w przychodni.',
    ],
    ['cancelled', { cancelReason: 'death' }, 'Wizyta pt. 27.11.2026, godz. 9:20 odwolana.'],
    [
      'reply-which',
      { choices: ['2026-11-27T08:20:00Z', '2026-12-04T09:00:00Z'] },
      'Ktora wizyte odwolac? Odpisz: NIE 27.11 9:20 lub NIE 04.12 10:00.',
    ],
  ] as [MessageKind, CommunicationFacts['facts'], string][])('%s %j', (kind, facts, text) =>
    expect(sms({ kind }, facts)).toBe(text),
  );

  it('names the patient only when the phone is somebody else’s', () => {
    expect(sms({}, { relation: 'guardian' })).toContain('godz. 9:20 (Zofia), dr');
    expect(sms()).not.toContain('Zofia');
  });

  it('keeps to two GSM-7 segments whatever the names', () => {
    const kinds: MessageKind[] = [
      'booked',
      'moved',
      'place',
      'cancelled',
      'reminder',
      'reply-unclear',
      'reply-which',
      'reply-nothing',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.string({ maxLength: 300 }),
        fc.string({ maxLength: 300 }),
        fc.boolean(),
        (kind, clinicName, actorName, waited) => {
          const facts = {
            relation: 'guardian',
            previousStartsAt: '2026-11-25T07:00:00Z',
            bookedBy: waited ? 'waiting-room' : 'ikp',
            choices: Array(3).fill('2026-11-25T07:00:00Z'),
          } as const;
          const length = smsLength(
            sms(
              { kind, clinicName, actorName, givenName: 'Bożydarantonina Krystyna Maria' },
              { ...facts, choices: [...facts.choices] },
            ),
          );
          expect(length).toMatchObject({ encoding: 'gsm-7' });
          expect(length.segments).toBeLessThanOrEqual(2);
        },
      ),
    );
  });

  it('says nothing of what the visit is for, beyond the names', () => {
    const text = sms({ clinicName: 'Przychodnia', actorName: 'dr A. B.' }, { service: 'mammography', cancelReason: 'illness' });
    expect(text).not.toMatch(/kardiolog|mammogr|cytolog|skierowan|1100/i);
  });
});

test('an e-mail keeps its letters and has a subject', () => {
  const { subject, text } = messageText(aMessage({ medium: 'email', kind: 'reminder' }));
  expect(subject).toBe('Przypomnienie o wizycie');
  expect(text).toContain(
    'piątek, 27.11.2026, godz. 9:20.\nMiejsce: dr n. med. Monika Kalinowska, Przychodnia Kardiologiczna Okienko.',
  );
});

test('times are the clinic’s clock on both sides of a change', () => {
  expect(sms({}, { startsAt: '2026-10-24T06:00:00Z' })).toContain('godz. 8:00');
  expect(sms({}, { startsAt: '2026-10-26T07:00:00Z' })).toContain('godz. 8:00');
});
