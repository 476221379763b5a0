import type { Communication } from 'fhir/r4';
import { referenceTo } from './keys.ts';
import { system } from './systems.ts';

/** A message to a patient, as a clinic may see it: what, when and by which medium; never to which number or address. */
export interface SentCommunication {
  id: string;
  kind: string;
  medium: 'sms' | 'email' | 'push';
  /** FHIR's own words. */
  status: Communication['status'];
  reason: string | null;
  /** Instants; `sentAt` null while it is not sent. */
  sentAt: string | null;
  text: string | null;
  visit: { id: string; key: string };
  patient: { id: string; key: string };
}

const mediumCodes = { sms: 'SMSWRIT', email: 'EMAILWRIT', push: 'ELECTRONIC' } as const;

export function communicationToFhir(message: SentCommunication): Communication {
  const { id, kind, medium, status, reason, sentAt, text, visit, patient } = message;
  const whom = referenceTo('Patient', patient.key, patient.id);
  return {
    resourceType: 'Communication',
    id,
    status,
    ...(reason === null || status === 'completed' ? {} : { statusReason: { text: reason } }),
    category: [{ coding: [{ system: system.communicationKind, code: kind }] }],
    medium: [
      {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode', code: mediumCodes[medium] }],
        text: medium,
      },
    ],
    subject: whom,
    about: [referenceTo('Appointment', visit.key, visit.id)],
    recipient: [whom],
    ...(sentAt === null ? {} : { sent: sentAt }),
    ...(text === null ? {} : { payload: [{ contentString: text }] }),
  };
}
