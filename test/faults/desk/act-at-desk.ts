import type { CommandResult } from '../../../core/contract/views.ts';
import { bookVisit } from '../../../core/desk/book-visit.ts';
import { cancelVisit } from '../../../core/desk/cancel-visit.ts';
import { changePatient } from '../../../core/desk/change-patient.ts';
import { closeTask } from '../../../core/desk/close-task.ts';
import type { DeskContext } from '../../../core/desk/desk-context.ts';
import { moveVisit } from '../../../core/desk/move-visit.ts';
import { newIntent, record } from '../../../core/desk/record.ts';
import { retryIntent } from '../../../core/desk/retry-intent.ts';
import { knownSubmissions } from '../../../core/desk/waiting/known-submissions.ts';
import { changeWaiting, enterWaiting, leaveWaiting } from '../../../core/desk/waiting/waiting-acts.ts';
import { withdrawIntent } from '../../../core/desk/withdraw-intent.ts';
import type { Patient } from '../../../core/domain/patient.ts';
import { addDays, localDateOf } from '../../../core/domain/time.ts';
import { anyCriteria, type SearchCriteria } from '../../../core/domain/waiting-entry.ts';
import type { JournalEntry } from '../../../core/sync/ports.ts';
import type { DeskAct } from '../schedule/steps.ts';
import { type Random, randomFrom } from '../world/random.ts';
import { accountHolders, aPhone, aReferral, personNumber } from './people.ts';
import { type ShownVisit, shownAt } from './shown.ts';

/** What a person asked the desk for, as the screen would send it; `run` may be called again with the same effect (I3). */
export interface Command {
  act: DeskAct;
  intentId: string;
  /** What else it is about: the intent that is retried or given up, the task that is closed, the intent that is replaced. */
  about: string | null;
  run(desk: DeskContext): CommandResult | Promise<CommandResult>;
}

/** What a person would do with what the desk shows. null = there is nothing to do it with. */
export function commandAt(desk: DeskContext, act: DeskAct, pick: number, random: Random): Command | null {
  const shown = shownAt(desk);
  const intentId = random.uuid();
  /** The same number means the same visit, patient or slot at every desk that shows the same. */
  const chosen = randomFrom(pick);
  const one = <T>(list: readonly T[]): T | null => (list.length === 0 ? null : chosen.pick(list));
  const command = (run: Command['run'], about: string | null = null): Command => ({ act, intentId, about, run });

  switch (act) {
    case 'book-new':
      return booking(personNumber(accountHolders + chosen.int(3_900)));
    case 'book-account-holder':
      return booking(personNumber(chosen.int(accountHolders)));
    case 'book-taken':
      return booking(personNumber(accountHolders + chosen.int(3_900)), shown.takenSlots());
    case 'book-known': {
      const known = one(shown.patients());
      return known && booking(known);
    }
    case 'book-instead': {
      const parked = one(intentsIn(desk, ['parked']).filter(({ intent }) => intent.act.kind === 'book'));
      if (parked?.intent.act.kind !== 'book') return null;
      const { patientId } = parked.intent.act.visit;
      const known = parked.intent.act.patient ?? shown.patients().find(({ id }) => id === patientId);
      return known ? booking(known, shown.freeSlots(), parked.intent.id) : null;
    }
    case 'move': {
      const visit = one(shown.bookedVisits());
      const slot = visit && one(shown.freeSlots().filter(({ kind }) => kind === visit.kind));
      if (!visit || !slot) return null;
      const input = { intentId, visitId: visit.id, slotId: slot.id, seenVersion: visit.version, supersedes: null };
      return command((at) => moveVisit(at, input));
    }
    case 'cancel':
    case 'cancel-by-clinic': {
      const visit = one(shown.bookedVisits());
      return visit && cancelling(visit, act === 'cancel' ? 'patient' : 'clinic');
    }
    case 'change-patient': {
      const known = one(shown.patients());
      if (!known) return null;
      const { version, ...patient } = { ...known, familyName: `Nowa${chosen.int(1_000)}`, contact: aPhone(chosen) };
      return command((at) => changePatient(at, { intentId, patient, seenVersion: version }));
    }
    case 'publish': {
      const schedule = one(shown.schedules());
      if (!schedule) return null;
      const weekly = schedule.weekly.map((hours) =>
        hours.weekday === 7
          ? hours
          : { ...hours, endsAt: chosen.pick(['08:40', '09:00', '10:40', '11:00'].filter((end) => end > hours.startsAt)) },
      );
      const changed = { ...schedule, weekly, revision: schedule.revision + 1 };
      const baseIntentId = desk.store.overlay.newestIntentOn(`schedule:${schedule.id}`);
      return command((at) => {
        if (at.store.journal.get(intentId)) return { ok: true, intentId, notes: [] };
        const wanted = {
          id: intentId,
          act: { kind: 'publish', schedule: changed } as const,
          seenVersion: schedule.version,
          baseIntentId,
        };
        return record(at, newIntent(at, wanted), []);
      });
    }
    case 'save-setting': {
      const name = `notice-${chosen.int(2)}`;
      const seenVersion = shown.settingVersion(name);
      const baseIntentId = desk.store.overlay.newestIntentOn(`setting:${name}`);
      return command((at) => {
        if (at.store.journal.get(intentId)) return { ok: true, intentId, notes: [] };
        const wanted = { id: intentId, act: { kind: 'save-setting', name, value: pick } as const, seenVersion, baseIntentId };
        return record(at, newIntent(at, wanted), []);
      });
    }
    case 'close-task': {
      const task = one(shown.openTasks());
      return task && command((at) => closeTask(at, { intentId, taskId: task.id, resolution: 'patient-called' }), task.id);
    }
    case 'retry': {
      const entry = one(intentsIn(desk, ['parked', 'unknown', 'pending']));
      return entry && command((at) => retryIntent(at, { intentId: entry.intent.id, newIntentId: intentId }), entry.intent.id);
    }
    case 'withdraw': {
      const entry = one(intentsIn(desk, ['unknown', 'parked', 'pending']));
      return entry && command((at) => withdrawIntent(at, { intentId: entry.intent.id, reason: 'patient left' }), entry.intent.id);
    }
    case 'enter-waiting': {
      const person = personNumber(accountHolders + chosen.int(3_900));
      const known = shown.patients().find(({ pesel }) => pesel === person.pesel);
      const contact = aPhone(chosen);
      const typed = { id: known?.id ?? random.uuid(), ...person, document: null, birthDate: null, sex: null, contact };
      const input = {
        ...{ intentId, entryId: random.uuid(), patient: known ? null : typed, patientId: typed.id, contact },
        referral: aReferral(random),
        clinicCodes: ['1100'],
        criteria: fewDays(localDateOf(desk.time.now()), chosen),
        category: chosen.chance(0.3) ? ('urgent' as const) : ('stable' as const),
        entitlement: chosen.chance(0.2) ? { code: 'blood-donor', document: 'legitymacja' } : null,
        supersedes: null,
      };
      return command((at) => enterWaiting(at, input));
    }
    case 'change-waiting':
    case 'leave-waiting': {
      const [id, known] = one(openSubmissions(desk)) ?? [];
      if (!id || !known) return null;
      const seenVersion = known.status?.entry.version ?? 0;
      if (act === 'leave-waiting') return command((at) => leaveWaiting(at, { intentId, id, seenVersion }));
      const criteria = fewDays(localDateOf(desk.time.now()), chosen);
      return command((at) => changeWaiting(at, { intentId, id, seenVersion, criteria }));
    }
    default:
      return act satisfies never;
  }

  function booking(
    person: Patient | ReturnType<typeof personNumber>,
    slots = shown.freeSlots(),
    supersedes: string | null = null,
  ): Command | null {
    const slot = one(slots);
    if (!slot) return null;
    const contact = aPhone(chosen);
    const known = 'id' in person && shown.patients().some(({ id }) => id === person.id) ? person : null;
    const typed = {
      id: 'id' in person ? person.id : random.uuid(),
      familyName: person.familyName,
      givenName: person.givenName,
      pesel: person.pesel,
      document: null,
      birthDate: null,
      sex: null,
      contact,
    };
    const input = {
      intentId,
      visitId: random.uuid(),
      slotId: slot.id,
      patient: known ? null : typed,
      patientId: typed.id,
      contact,
      kind: slot.kind,
      category: null,
      entitlement: null,
      referral: slot.kind === 'first' ? aReferral(random) : null,
      note: null,
      supersedes,
    };
    return command((at) => bookVisit(at, input), supersedes);
  }

  function cancelling(visit: ShownVisit, by: 'patient' | 'clinic'): Command {
    const reason = by === 'patient' ? ('illness' as const) : ('practitioner-absent' as const);
    return command((at) => cancelVisit(at, { intentId, visitId: visit.id, seenVersion: visit.version, reason, by }));
  }
}

/** Days that few slots are on, so that there are more patients than slots. */
function fewDays(today: string, random: Random): SearchCriteria {
  const from = addDays(today, 3 + random.int(6));
  return { ...anyCriteria, from, to: addDays(from, random.int(2)), ...(random.chance(0.2) ? { fromTime: '09:00' } : {}) };
}

function openSubmissions(desk: DeskContext) {
  const known = Object.entries(knownSubmissions(desk.store.journal).all());
  return known.filter(([, { status }]) => status !== null && status.entry.status !== 'closed');
}

function intentsIn(desk: DeskContext, states: Parameters<DeskContext['store']['journal']['list']>[0]): JournalEntry[] {
  return desk.store.journal.list(states).filter(({ intent: { act } }) => act.kind !== 'open-task' && act.kind !== 'close-task');
}
