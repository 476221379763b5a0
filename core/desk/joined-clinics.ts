import type { JoinedClinicsView } from '../contract/acts-views.ts';
import { connectionOf, type DeskContext } from './desk-context.ts';

const settingName = 'joined-clinics';
/** Clinics join by the week, not by the minute. */
const freshMs = 60 * 60_000;

/**
 * R4, R47: the list that can be had at the clinic. Kept with its date, so that it can be printed without a line; who has none
 * yet waits for the first one.
 */
export async function readJoinedClinics(desk: DeskContext): Promise<JoinedClinicsView | null> {
  const kept = desk.store.journal.readSetting(settingName) as JoinedClinicsView | null;
  const now = desk.time.now();
  const isFresh = kept !== null && Math.abs(Date.parse(now) - Date.parse(kept.asOf)) < freshMs;
  if (isFresh || !desk.central || connectionOf(desk) !== 'online') return kept;
  const answer = await desk.central.gateway.clinics();
  if (answer.kind !== 'ok') return kept;
  const view: JoinedClinicsView = { asOf: now, clinics: answer.value };
  desk.store.journal.writeSetting(settingName, view);
  return view;
}
