import type { JoinedClinicsView } from '../../core/contract/acts-views.ts';
import { fakeNow } from './fake-desk-clinic.ts';

const clinic = (town: string, name: string, ...clinicCodes: string[]) => ({ id: `${town} ${name}`, name, town, clinicCodes });

/** Clinics around the invented one. */
export const fakeJoinedClinics: JoinedClinicsView = {
  asOf: fakeNow,
  clinics: [
    clinic('Kraków', 'Przychodnia Okienna', '1100', '1101', 'MMG', 'CYT'),
    clinic('Kraków', 'Poradnia Serce przy Plantach', '1100', '1104'),
    clinic('Kraków', 'Centrum Profilaktyki Nad Wisłą', 'MMG', 'CYT'),
    clinic('Wieliczka', 'Przychodnia Solna', '1100'),
    clinic('Skawina', 'Mammobus Małopolska', 'MMG'),
    clinic('Bochnia', 'Poradnia Kardiologiczna Rynek', '1100', '1102'),
  ],
};
