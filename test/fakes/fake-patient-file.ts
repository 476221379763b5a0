import type { PatientFile } from '../../core/contract/safety-views.ts';
import type { Patient } from '../../core/domain/patient.ts';

/** What the fake desk hands out about a person: the person alone. */
export function fakePatientFile(person: Patient | undefined): PatientFile | null {
  if (!person) return null;
  const nothing = { duplicates: [], visits: [], tasks: [], waiting: [], unsent: [], history: [], looks: [] };
  const held = { madeAt: '2026-11-23T09:42:00Z', clinicName: 'Przychodnia', person, ...nothing, historyIsComplete: true };
  return { name: 'okienko-osoba-2026-11-23T0942', held };
}
