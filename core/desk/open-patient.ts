import type { z } from 'zod';
import type { revealContact as revealContactInput } from '../contract/inputs.ts';
import type { PatientDetail, RevealedContact, VisitDetail } from '../contract/views.ts';
import type { Contact } from '../domain/patient.ts';
import type { DeskContext } from './desk-context.ts';
import { readPatient } from './patient-view.ts';
import { refusedContact } from './task-view.ts';
import { patientOf, visitOf } from './view-rows.ts';
import { readVisit } from './visit-detail.ts';

/** Who has whose data open: author and patient, and until when a further look is the same opening. */
export type Openings = Map<string, number>;
export const newOpenings = (): Openings => new Map();

/** The screen fetches an open patient again whenever something changes: within this time that is one opening. */
const oneOpeningMs = 10 * 60_000;

/** A patient's whole data; that they were opened, and by whom, is on record (I7). */
export function openPatient(desk: DeskContext, openings: Openings, id: string): PatientDetail | null {
  const patient = readPatient(desk, id);
  if (patient) noteOpening(desk, openings, patient.id);
  return patient;
}

/** A visit brings its patient's data along. */
export function openVisit(desk: DeskContext, openings: Openings, id: string): VisitDetail | null {
  const visit = readVisit(desk, id);
  if (visit) noteOpening(desk, openings, visit.patientId);
  return visit;
}

type RevealContact = z.infer<typeof revealContactInput>;

/** The numbers behind the masks of a list, one patient at a time; each time is on record. */
export function revealContact(desk: DeskContext, input: RevealContact): RevealedContact | null {
  const contact = contactOf(desk, input);
  if (!contact) return null;
  note(desk, 'reveal-contact', input.patientId);
  const { phone, secondPhone, email } = contact;
  return { phone, secondPhone, email };
}

function contactOf(desk: DeskContext, { patientId, visitId, taskId }: RevealContact): Contact | null {
  const refused = taskId === null ? null : refusedContact(desk, taskId);
  const visit = visitId === null ? null : desk.reads.visit(visitId);
  const patient = desk.reads.patient(patientId);
  const own = patient ? patientOf(patient).contact : null;
  if (refused) return refused;
  return visit && visitOf(visit).contact.phone !== null ? visitOf(visit).contact : own;
}

function noteOpening(desk: DeskContext, openings: Openings, patientId: string): void {
  const now = Date.parse(desk.time.now());
  const key = `${desk.author} ${patientId}`;
  if ((openings.get(key) ?? 0) > now) return;
  for (const [old, until] of openings) if (until <= now) openings.delete(old);
  openings.set(key, now + oneOpeningMs);
  note(desk, 'open-patient', patientId);
}

function note(desk: DeskContext, what: string, patientId: string): void {
  const key = `patient:${patientId}`;
  desk.store.log.note({ at: desk.time.now(), author: desk.author, what, beforeRef: null, afterRef: key, reason: null, key });
}
