import { randomInt, randomUUID } from 'node:crypto';
import type { JWK } from 'jose';
import type { Intent } from '../../domain/intent.ts';
import type { Patient } from '../../domain/patient.ts';
import type { Visit } from '../../domain/visit.ts';
import { fhirGateway } from '../../remote/gateway.ts';
import { keptConnection } from '../desk-connection.ts';
import type { DeskContext } from '../desk-context.ts';
import type { TrainingAdmin } from './training-admin.ts';

type Booking = { intent: Intent; visit: Visit };

/** The oldest booking that has not left this desk. */
export function waitingBooking({ store }: Pick<DeskContext, 'store'>): Booking | null {
  for (const { intent } of store.journal.list(['pending'])) {
    if (intent.act.kind === 'book' && intent.act.visit.slotId !== null) return { intent, visit: intent.act.visit };
  }
  return null;
}

/** The clinic's other desk books the slot for an invented person; what this desk sends later is refused (I1). */
export async function takeSlot(desk: DeskContext, admin: TrainingAdmin): Promise<boolean> {
  const booking = waitingBooking(desk);
  const own = keptConnection(desk.store.journal);
  if (!booking || !own) return false;
  const other = (await admin.clients()).find(({ clinic, clientId }) => clinic === own.clinicId && clientId !== own.clientId);
  if (!other) return false;
  const gateway = fhirGateway({
    fhirUrl: own.fhirUrl,
    clinicId: own.clinicId,
    clientId: other.clientId,
    privateJwk: other.jwk as JWK,
    requestTimeoutMs: 10_000,
    userAgent: 'Okienko',
    now: Date.now,
  });
  try {
    return (await gateway.send(asSomebodyElse(booking), null)).kind === 'applied';
  } finally {
    await gateway.close();
  }
}

function asSomebodyElse({ intent, visit }: Booking): Intent {
  const patient = inventedPerson(visit);
  const key = Array.from({ length: 44 }, () => randomInt(10)).join('');
  const theirs: Visit = {
    ...visit,
    id: randomUUID(),
    patientId: patient.id,
    contact: patient.contact,
    category: 'stable',
    entitlement: null,
    referral: visit.referral && { key, code: null, clinicCodes: null },
    note: null,
  };
  return {
    ...intent,
    id: randomUUID(),
    act: { kind: 'book', visit: theirs, patient },
    keys: [`visit:${theirs.id}`, `slot:${visit.slotId}`, `patient:${patient.id}`],
    author: 'Stanowisko 2',
    baseIntentId: null,
    supersedes: null,
  };
}

/** As old as the clinic code asks for: R48 knows children's clinics. */
function inventedPerson({ clinicCode, startsAt }: Visit): Patient {
  const child = ['1101', '1103', '1105'].includes(clinicCode);
  const year = Number(startsAt.slice(0, 4)) - (child ? 9 : 60);
  return {
    id: randomUUID(),
    version: 0,
    familyName: 'Szybka',
    givenName: 'Halina',
    pesel: null,
    document: { kind: 'passport', number: `SZ${randomInt(1_000_000, 9_999_999)}` },
    birthDate: `${year}-03-08`,
    sex: 'female',
    contact: { phone: '+48600700800', secondPhone: null, email: null, relation: child ? 'guardian' : 'patient' },
  };
}
