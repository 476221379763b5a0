/**
 * P1 knows no operation that changes a part of a thing: a change is its whole new content, read before. What a person meant is
 * said by a tag, so that the same PUT means the same whatever the visit has become meanwhile (I3).
 */
import type { Appointment, Extension, Identifier, Parameters } from 'fhir/r4';
import { keyOf } from '../keys.ts';
import { bookParameters, parseBookParameters, partOf, textOfPart } from '../parameters.ts';
import * as read from '../read.ts';
import { extension, keySystem } from '../systems.ts';
import { patientKeyOf, unnamedPatient } from '../visit-appointment.ts';
import { p1Facts } from './p1-facts.ts';

const kinds = ['move', 'cancel', 'outcome', 'details'] as const;
export type ChangeKind = (typeof kinds)[number];

export interface FullChange {
  kind: ChangeKind;
  key: string;
  /** The parts of the Appointment that the change owns, as they shall be. */
  wanted: Partial<Appointment>;
}

/** What each kind of change owns: where it leaves out one of these, that is meant to be empty. */
const owned: Record<ChangeKind, { fields: (keyof Appointment)[]; extensions: string[] }> = {
  move: {
    fields: ['status', 'start', 'end', 'minutesDuration', 'slot'],
    extensions: [extension.clinic, extension.schedule],
  },
  cancel: { fields: ['status', 'cancelationReason'], extensions: [extension.cancelledBy] },
  outcome: { fields: ['status'], extensions: [extension.outcome] },
  details: { fields: ['comment', 'basedOn'], extensions: [extension.contact, extension.referralCodes] },
};

/** null = the request changes no known visit (a new booking, or no request about visits at all). */
export function fullChangeOf(operation: string, body: unknown): FullChange | null {
  if (operation === '$set-outcome') return outcomeChange(body);
  const request = parseBookParameters(body);
  const key = request === null ? null : keyOf(request.appointment);
  if (request === null || key === null) return null;
  const { appointment, cancelledBy } = request;
  if (operation === '$change-details') return { kind: 'details', key, wanted: ownedBy('details', appointment) };
  if (operation !== '$book' || (cancelledBy === null && patientKeyOf(appointment) !== null)) return null;
  if (cancelledBy === null) return { kind: 'move', key, wanted: ownedBy('move', appointment) };
  const by: Extension = { url: extension.cancelledBy, valueCode: cancelledBy };
  return { kind: 'cancel', key, wanted: { ...ownedBy('cancel', appointment), extension: [by] } };
}

function outcomeChange(body: unknown): FullChange | null {
  const key = read.identifierValue([partOf(body, 'visit')?.valueIdentifier ?? {}], keySystem.Appointment);
  const status = textOfPart(partOf(body, 'status')) as Appointment['status'] | null;
  if (key === null || status === null) return null;
  const parts: Extension[] = [];
  const at = read.text(partOf(body, 'at')?.valueInstant);
  const event = textOfPart(partOf(body, 'medical-event'));
  if (at !== null) parts.push({ url: 'at', valueInstant: at });
  if (event !== null) parts.push({ url: 'event', valueString: event });
  return { kind: 'outcome', key, wanted: { status, extension: [{ url: extension.outcome, extension: parts }] } };
}

/** `current` null = P1 does not know the visit; it then refuses by itself. */
export function fullAppointment(current: Appointment | null, { kind, key, wanted }: FullChange): Appointment {
  const { fields, extensions } = owned[kind];
  const kept = Object.fromEntries(Object.entries(current ?? {}).filter(([name]) => !fields.includes(name as keyof Appointment)));
  const others = read.items(current?.extension).filter(({ url }) => !extensions.includes(url));
  return {
    status: current?.status ?? 'booked',
    participant: [unnamedPatient],
    ...kept,
    ...wanted,
    resourceType: 'Appointment',
    identifier: current?.identifier ?? [{ system: keySystem.Appointment, value: key } satisfies Identifier],
    extension: [...others, ...(wanted.extension ?? [])],
    meta: { ...current?.meta, tag: [{ system: p1Facts.changeTag.value, code: kind }] },
  };
}

/** The plain dialect's request for a whole Appointment; null when it does not say what it means. */
export function requestOfFull(appointment: Appointment): { operation: string; body: Parameters } | null {
  const tag = read.items(appointment.meta?.tag).find(({ system }) => system === p1Facts.changeTag.value);
  const kind = read.oneOf(kinds, tag?.code);
  if (kind === null) return null;
  const part: Appointment = {
    resourceType: 'Appointment',
    status: 'proposed',
    participant: [unnamedPatient],
    ...ownedBy(kind, appointment),
    identifier: read.items(appointment.identifier),
  };
  const { extension: extensions, ...bare } = part;
  if (kind === 'outcome') return { operation: '$set-outcome', body: outcomeRequest(part) };
  if (kind === 'cancel') {
    const by = read.extensionOf({ extension: extensions }, extension.cancelledBy)?.valueCode === 'clinic' ? 'clinic' : 'patient';
    return { operation: '$book', body: bookParameters({ appointment: bare, patient: null, cancelledBy: by }) };
  }
  const body = bookParameters({ appointment: part, patient: null, cancelledBy: null });
  return { operation: kind === 'move' ? '$book' : '$change-details', body };
}

function outcomeRequest(part: Appointment): Parameters {
  const told = read.extensionOf(part, extension.outcome);
  const at = read.text(read.extensionOf(told, 'at')?.valueInstant);
  const event = read.text(read.extensionOf(told, 'event')?.valueString);
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'visit', valueIdentifier: { system: keySystem.Appointment, value: keyOf(part) ?? '' } },
      { name: 'status', valueCode: part.status },
      ...(at === null ? [] : [{ name: 'at', valueInstant: at }]),
      ...(event === null ? [] : [{ name: 'medical-event', valueString: event }]),
    ],
  };
}

function ownedBy(kind: ChangeKind, appointment: Appointment): Partial<Appointment> {
  const { fields, extensions } = owned[kind];
  const parts = Object.fromEntries(
    fields.flatMap((name) => (appointment[name] === undefined ? [] : [[name, appointment[name]]])),
  );
  const kept = read.items(appointment.extension).filter(({ url }) => extensions.includes(url));
  return { ...parts, ...(kept.length > 0 ? { extension: kept } : {}) };
}
