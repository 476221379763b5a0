import { accept, type Result } from '../../core/domain/refusal.ts';
import type { Central } from '../central.ts';
import { isSqlFailure } from '../db/database.ts';
import type { Applied } from '../writes/apply-plans.ts';
import { applyAsPatient, cancelling, patientBooking } from './patient-acts.ts';
import type { OwnVisit } from './patient-visits.ts';

/**
 * R31: an exam is cancelled and then booked anew, which clinics and SIMP are told as two acts in this order. Both in one
 * transaction: whoever does not get the new date keeps the old one.
 */
export async function rebookExam(central: Central, pesel: string, visit: OwnVisit, slotId: string): Promise<Result<Applied>> {
  const asked = await patientBooking(central, pesel, { slotId, referral: null, contact: visit.contact, person: null });
  if (!asked.ok) return asked;
  const cancellation = { clinicId: visit.clinicId, command: cancelling(visit, 'other-date') };
  const applied = await central.database
    .transaction(async (tx) => {
      const cancelled = await applyAsPatient(central, tx, cancellation);
      if (cancelled.outcome !== 'applied') throw new Undone(cancelled);
      const booked = await applyAsPatient(central, tx, asked.value);
      if (booked.outcome !== 'applied') throw new Undone(booked);
      return { ...booked, events: [...cancelled.events, ...booked.events], wakesWaitingRoom: true };
    })
    .catch(undone);
  if (applied.outcome === 'applied') await central.waitingRoom.serve();
  return accept(applied);
}

/** Rolls both acts back. */
class Undone extends Error {
  readonly applied: Applied;
  constructor(applied: Applied) {
    super('rebooking undone');
    this.applied = applied;
  }
}

const ofOthers = ['40001', '40P01', '25P02'];

/** Others acted on the same things at the same moment: nothing was done, and asking again helps. */
function undone(error: unknown): Applied {
  if (error instanceof Undone) return error.applied;
  if (isSqlFailure(error) && ofOthers.includes(error.code)) return { outcome: 'retry' };
  throw error;
}
