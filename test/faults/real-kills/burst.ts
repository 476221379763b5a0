import type { CommandResult } from '../../../core/contract/views.ts';
import type { DeskClient } from '../../../core/desk/local-client.ts';
import type { Slot } from '../../../core/domain/schedule.ts';
import { aPhone, aReferral, personNumber } from '../desk/people.ts';
import type { Asked } from '../judge/ledger.ts';
import type { Random } from '../world/random.ts';

/** A command as a screen keeps it until it is answered: sent again, it is the same command. */
export interface Sent {
  entry: Asked;
  visitId: string;
  timesSent: number;
  send(desk: DeskClient): Promise<CommandResult>;
}

/** What people enter within a moment. Every booking has a slot of its own, so that nothing but a fault can be in its way. */
export function burst(random: Random, count: number, nextSlot: () => Slot, booked: readonly Sent[]): Sent[] {
  return Array.from({ length: count }, () => {
    const earlier = booked.length > 0 && random.chance(0.3) ? random.pick(booked) : null;
    if (!earlier) return booking(random, nextSlot());
    return random.chance(0.5) ? moving(random, earlier.visitId, nextSlot()) : cancelling(random, earlier.visitId);
  });
}

let people = 100;

function booking(random: Random, slot: Slot): Sent {
  const person = personNumber(people++);
  const contact = aPhone(random);
  const patient = { id: random.uuid(), ...person, document: null, birthDate: null, sex: null, contact };
  const input = {
    intentId: random.uuid(),
    visitId: random.uuid(),
    slotId: slot.id,
    patient,
    patientId: patient.id,
    contact,
    kind: slot.kind,
    category: null,
    entitlement: null,
    referral: slot.kind === 'first' ? aReferral(random) : null,
    note: null,
    supersedes: null,
  };
  return sent('book-new', input.intentId, input.visitId, (desk) => desk.visits.book(input));
}

function moving(random: Random, visitId: string, slot: Slot): Sent {
  const intentId = random.uuid();
  return sent('move', intentId, visitId, async (desk) => {
    const seenVersion = (await desk.visits.get({ id: visitId }))?.version ?? 0;
    return desk.visits.move({ intentId, visitId, slotId: slot.id, seenVersion, supersedes: null });
  });
}

function cancelling(random: Random, visitId: string): Sent {
  const intentId = random.uuid();
  return sent('cancel', intentId, visitId, async (desk) => {
    const seenVersion = (await desk.visits.get({ id: visitId }))?.version ?? 0;
    return desk.visits.cancel({ intentId, visitId, seenVersion, reason: 'illness', by: 'patient' });
  });
}

function sent(act: Asked['act'], intentId: string, visitId: string, send: Sent['send']): Sent {
  const entry: Asked = { desk: 0, act, intentId, about: null, answer: 'none' };
  const made: Sent = {
    entry,
    visitId,
    timesSent: 0,
    async send(desk) {
      made.timesSent += 1;
      const result = await send(desk);
      if (entry.answer !== 'accepted') entry.answer = result.ok ? 'accepted' : 'refused';
      return result;
    },
  };
  return made;
}
