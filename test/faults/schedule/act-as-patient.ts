import { accountHolders, aPhone, aReferral, personNumber } from '../desk/people.ts';
import type { Ledger } from '../judge/ledger.ts';
import type { LongLivedCentral } from '../world/central.ts';
import type { Clinic } from '../world/clinic.ts';
import { signInPatient } from '../world/patient-account.ts';
import { randomFrom, seedOf } from '../world/random.ts';
import type { PatientAct } from './steps.ts';

/** A patient does something in the account, at central itself (R17, R27, R31). */
export async function actAsPatient(
  central: LongLivedCentral,
  clinic: Clinic,
  ledger: Ledger,
  { act, pick }: { act: PatientAct; pick: number },
): Promise<void> {
  const random = randomFrom(seedOf('patient', act, pick));
  const number = random.int(accountHolders);
  const account = await signInPatient(central, number);
  const done = act === 'book' ? await book() : await change();
  if (done) ledger.byPatients.push({ visitId: done.id, version: done.version, status: done.status });

  async function book() {
    const slots = await account.slots('1100', clinic.id);
    if (slots.length === 0) return null;
    const { phone } = aPhone(random);
    const { familyName, givenName } = personNumber(number);
    return account.act('book', {
      slotId: random.pick(slots).slotId,
      referral: aReferral(random),
      contact: { phone },
      person: { familyName, givenName },
    });
  }

  async function change() {
    const visits = (await account.visits())
      .filter(({ clinicId, status }) => clinicId === clinic.id && status === 'booked')
      .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
    if (visits.length === 0) return null;
    const visitId = random.pick(visits).id;
    if (act === 'cancel') return account.act('cancel', { visitId, reason: 'illness' });
    const slots = await account.slots('1100', clinic.id);
    return slots.length === 0 ? null : account.act('move', { visitId, slotId: random.pick(slots).slotId });
  }
}
