import type { Refusal } from '../domain/refusal.ts';
import type { Slot } from '../domain/schedule.ts';
import type { Referral } from '../domain/visit.ts';
import type { DeskContext } from './desk-context.ts';
import { slotOf, visitOf } from './view-rows.ts';

/** The wanted slot as this desk knows it now. */
export function slotFacts(desk: DeskContext, slotId: string): { slot: Slot | null; slotTaken: boolean } {
  const row = desk.reads.slot(slotId);
  return { slot: row && slotOf(row), slotTaken: desk.reads.activeVisitOnSlot(slotId) !== null };
}

/** R18, as far as this clinic's own visits tell; central knows the whole country. */
export function referralUsed(desk: DeskContext, referral: Referral | null, patientId: string, exceptVisitId: string): boolean {
  if (!referral) return false;
  const rows =
    referral.key === null
      ? desk.reads.visitsOfPatient(patientId).filter((row) => visitOf(row).referral?.code === referral.code)
      : desk.reads.activeVisitsWithReferral(referral.key);
  return rows.some((row) => row.active === 1 && row.id !== exceptVisitId);
}

/**
 * While an outcome is unknown, slot and patient are held back: nothing else is done with them until central has said. A slot that
 * somebody else keeps (I8) would be refused at central too.
 */
export function heldBackRefusals(desk: DeskContext, touched: { slotId?: string; patientId: string }): Refusal[] {
  const held = desk.store.overlay.heldBack();
  const refusals: Refusal[] = [];
  if (touched.slotId !== undefined && held.slots.has(touched.slotId)) refusals.push({ code: 'held-back', path: 'slot' });
  if (touched.slotId !== undefined && desk.central?.sync.holds.on(touched.slotId)) {
    refusals.push({ code: 'slot-held', rule: 'I8', path: 'slot' });
  }
  if (held.patients.has(touched.patientId)) refusals.push({ code: 'held-back', path: 'patient' });
  return refusals;
}
