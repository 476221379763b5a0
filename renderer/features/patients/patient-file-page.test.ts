import { describe, expect, it } from 'vitest';
import { aPatient } from '../../../core/domain/test-builders.ts';
import { fakePatientFile } from '../../../test/fakes/fake-patient-file.ts';
import { formatOf } from '../../app/format.ts';
import { createI18n } from '../../messages/i18n.ts';
import { patientFilePage } from './patient-file-page.ts';

describe.each(['pl', 'en'] as const)('the page about one person in %s', (language) => {
  const words = { t: createI18n(language).t, format: formatOf(language), overview: undefined };

  it('says what is held, runs nothing, and brings nothing from elsewhere', () => {
    const held = fakePatientFile(aPatient({ familyName: '<script>alert(1)</script>' }))?.held;
    if (!held) throw new Error('no file');
    const page = patientFilePage(
      { ...held, looks: [{ at: held.madeAt, author: 'Ewa & Jan', what: 'open-patient' }] },
      words,
      language,
    );
    expect(page).toMatch(new RegExp(`^<!doctype html><html lang="${language}">`));
    expect(page).not.toMatch(/<script|src=|href=|http/);
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain('Ewa &amp; Jan');
    expect(page).not.toMatch(/patients\.|history\.|\{\{/);
  });
});
