/** What simulated patients do at central: the use cases of the account, of a desk and of the SMS gateway, and nothing past them. */
import { programmeOf } from '../../core/domain/judge-eligibility.ts';
import type { Slot } from '../../core/domain/schedule.ts';
import { localDateOf } from '../../core/domain/time.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { SearchCriteria, WaitingEntry } from '../../core/domain/waiting-entry.ts';
import { outcomeToRefusals } from '../../core/fhir/outcome.ts';
import { patientToFhir } from '../../core/fhir/patient.ts';
import type { VisitChange } from '../../core/fhir/visit-change.ts';
import { book } from '../booking/book.ts';
import { changeCommand } from '../booking/booking-command.ts';
import type { Central } from '../central.ts';
import { answerOfWrite } from '../fhir-api/answer-of-write.ts';
import { examChances, openExams } from '../ikp/exam-chances.ts';
import { type OpenEntry, openEntries } from '../ikp/own-entries.ts';
import { type FoundSlots, searchSlots } from '../ikp/search-slots.ts';
import { enterAsPatient } from '../ikp-api/enter-as-patient.ts';
import { bookAsPatient, cancelAsPatient, moveAsPatient } from '../ikp-api/patient-acts.ts';
import { type OwnVisit, patientVisits } from '../ikp-api/patient-visits.ts';
import { rebookExam } from '../ikp-api/rebook-exam.ts';
import { patientActor } from '../waiting-room/patient-actor.ts';
import { changeEntry, leaveEntry, saveEntry } from '../waiting-room/save-entry.ts';
import type { Applied } from '../writes/apply-plans.ts';
import type { CrowdPerson } from './crowd-person.ts';

/** Code of the first refusal; null = done. */
export type Refused = string | null;

const author = 'crowd';

export class CrowdActs {
  readonly #central: Central;

  constructor(central: Central) {
    this.#central = central;
  }

  /** R36: the exams that the account would show to this person today. */
  async exams({ person }: CrowdPerson): Promise<string[]> {
    const { pesel, birthDate, sex } = person;
    return birthDate === null || sex === null ? [] : openExams(await examChances(this.#central, { pesel, birthDate, sex }));
  }

  /** R11, R38: within the window of what is sought. */
  search({ person }: CrowdPerson, code: string, criteria: SearchCriteria): Promise<FoundSlots> {
    const { policy, clock } = this.#central;
    const isExam = programmeOf(policy, code, localDateOf(clock.now())) !== null;
    return searchSlots(
      this.#central,
      { code, criteria },
      person.birthDate ?? '',
      isExam ? policy.examWindowDays : policy.searchWindowDays,
    );
  }

  visits({ person }: CrowdPerson): Promise<OwnVisit[]> {
    return patientVisits(this.#central.database, person.pesel);
  }

  async entry({ person, referral }: CrowdPerson): Promise<OpenEntry | null> {
    const entries = await openEntries(this.#central.database, person.pesel);
    return entries.find(({ entry }) => entry.referral.key === referral) ?? null;
  }

  /** An exam needs no referral and leads to no waiting room. */
  async book({ person, referral }: CrowdPerson, slot: Slot, search: SearchCriteria): Promise<Refused> {
    const { pesel, contact, familyName, givenName } = person;
    const isExam = slot.service !== 'cardiology';
    const wanted = isExam ? { referral: null, search: null } : { referral, search };
    const form = { slotId: slot.id, contact, person: { familyName, givenName }, ...wanted };
    const booked = await bookAsPatient(this.#central, pesel, form);
    return booked.ok ? this.#ended(booked.value) : (booked.refusals[0]?.code ?? 'invalid');
  }

  /** R31: an exam is cancelled and booked anew. */
  async move({ person }: CrowdPerson, visit: OwnVisit, slotId: string): Promise<Refused> {
    if (visit.service !== 'cardiology') {
      const rebooked = await rebookExam(this.#central, person.pesel, visit, slotId);
      return rebooked.ok ? this.#ended(rebooked.value) : (rebooked.refusals[0]?.code ?? 'invalid');
    }
    return this.#ended(await moveAsPatient(this.#central, visit, slotId));
  }

  async cancel(visit: OwnVisit, reason: Visit['cancelReason']): Promise<Refused> {
    return this.#ended(await cancelAsPatient(this.#central, visit, reason));
  }

  async enter({ person, referral }: CrowdPerson, code: string, criteria: SearchCriteria): Promise<Refused> {
    const form = { referral: referralOf(referral), clinicCodes: [code], criteria, contact: person.contact };
    return this.#ended(await enterAsPatient(this.#central, { ...person, id: this.#central.newId() }, form));
  }

  /** R13, R23: at a desk, where the category of the referral and an entitlement are written down with its document. */
  async enterAtDesk(who: CrowdPerson, clinicId: string, code: string, criteria: SearchCriteria): Promise<Refused> {
    const { person, referral, urgent, entitlement } = who;
    const { newId } = this.#central;
    const patient = { ...person, id: newId() };
    const entry: WaitingEntry = {
      id: newId(),
      version: 0,
      clinicId,
      patientId: patient.id,
      referral: referralOf(referral),
      clinicCodes: [code],
      criteria,
      category: urgent ? 'urgent' : 'stable',
      entitlement: entitlement === null ? null : { code: entitlement, document: 'legitymacja' },
      contact: person.contact,
      submittedAt: this.#central.clock.now(),
      status: 'waiting',
      closed: null,
      visitId: null,
      cancelledSlotIds: [],
      forecast: null,
    };
    const applied = await saveEntry(
      this.#central.database,
      { kind: 'enter', entry, patient: patientToFhir(patient) },
      { ...this.#said(), clinicId, clientId: author, ifMatch: null, policy: this.#central.policy },
    );
    return applied === null ? 'invalid' : this.#served(applied);
  }

  async changeCriteria({ person }: CrowdPerson, { entry }: OpenEntry, criteria: SearchCriteria): Promise<Refused> {
    const proof = { key: entry.id, referral: entry.referral, pesel: person.pesel, criteria };
    const actor = patientActor(this.#central, 'ikp', entry.version);
    return this.#served(await changeEntry(this.#central.database, proof, actor));
  }

  async deleteEntry({ person }: CrowdPerson, { entry }: OpenEntry): Promise<Refused> {
    const proof = { key: entry.id, referral: entry.referral, pesel: person.pesel };
    return this.#served(await leaveEntry(this.#central.database, proof, patientActor(this.#central, 'ikp', entry.version)));
  }

  /** What happens on the day is written down at the clinic, which the crowd plays too. */
  async setOutcome({ key, clinicId, version }: OwnVisit, outcome: 'arrived' | 'performed' | 'no-show'): Promise<Refused> {
    const { now, newId, intentId, said } = this.#said();
    const at = `${now.slice(0, 19)}Z`;
    const change: VisitChange = { kind: 'outcome', visitId: key, wanted: { outcome, at, eventNumber: null } };
    const actor = { clinicId, clientId: null, author, said, party: 'provider' as const, channel: 'desk' as const };
    const policy = await this.#central.waitingRoom.livePolicy();
    const context = { actor, intentId, ifMatch: version, now, policy, newId };
    const [applied] = await book(this.#central.database, [{ command: changeCommand(change), context }]);
    return this.#served(applied ?? { outcome: 'retry' });
  }

  #said() {
    const { clock, newId } = this.#central;
    return { now: clock.now(), newId, intentId: null, said: { author: null, reason: null } };
  }

  async #served(applied: Applied): Promise<Refused> {
    const refused = this.#ended(applied);
    if (applied.outcome === 'applied' && applied.wakesWaitingRoom) await this.#central.waitingRoom.serve();
    return refused;
  }

  #ended(applied: Applied): Refused {
    const { status, body } = answerOfWrite(this.#central, applied);
    if (status < 400) return null;
    return outcomeToRefusals(body === null ? null : JSON.parse(body))[0]?.code ?? String(status);
  }
}

const referralOf = (key: string) => ({ key, code: null, clinicCodes: null });
