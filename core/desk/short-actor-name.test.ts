import { describe, expect, it } from 'vitest';
import { shortActorName } from './short-actor-name.ts';

describe("a doctor's name over a narrow column", () => {
  it.each([
    ['dr n. med. Monika Kalinowska', 'dr M. Kalinowska'],
    ['lek. Jerzy Wiśniewski', 'lek. J. Wiśniewski'],
    ['prof. dr hab. n. med. Żaneta Nowak-Wieczorek', 'prof. Ż. Nowak-Wieczorek'],
    ['Jan Kowalski', 'J. Kowalski'],
    ['Pracownia', 'Pracownia'],
  ])('shortens %s', (name, short) => {
    expect(shortActorName({ kind: 'practitioner', name })).toBe(short);
  });

  it("leaves a machine's name alone", () => {
    expect(shortActorName({ kind: 'device', name: 'Mammograf Nowy 1' })).toBe('Mammograf Nowy 1');
  });
});
