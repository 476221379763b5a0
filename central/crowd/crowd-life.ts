/** What a simulated patient does when a step is due, and what follows from it. */
import type { Central } from '../central.ts';
import { codesFor } from '../ikp/search-form.ts';
import type { OwnVisit } from '../ikp-api/patient-visits.ts';
import { handleReply } from '../sms/handle-reply.ts';
import { CrowdActs, type Refused } from './crowd-acts.ts';
import { chosenCriteria, widened } from './crowd-person.ts';
import type { Booking, CrowdRun, Member, Step } from './crowd-run.ts';
import { awake, cancelTexts, deleteTexts, type Fate, fateOf } from './fate.ts';
import { habits } from './profile.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const mostTries = 4;

type Cancels = Extract<Fate, { kind: 'cancels' }>;
const comes: Fate = { kind: 'comes' };

export class CrowdLife {
  readonly #central: Central;
  readonly #acts: CrowdActs;
  readonly #run: CrowdRun;

  constructor(central: Central, run: CrowdRun) {
    this.#central = central;
    this.#acts = new CrowdActs(central);
    this.#run = run;
  }

  /** Who was sent something looks into the account. */
  async readMessages(): Promise<void> {
    const { inbox, phones, byPhone } = this.#run;
    for (const phone of await inbox.newFor(phones)) {
      const member = byPhone.get(phone);
      if (member) await this.#look(member, null);
    }
  }

  async take(member: Member, step: Step): Promise<void> {
    switch (step.do) {
      case 'search':
        return this.#search(member, step.tries);
      case 'act-on-visit':
        return this.#actOnVisit(member, step.visitId);
      case 'come':
      case 'performed':
      case 'miss':
        return this.#day(member, step);
      case 'delete-entry':
        return this.#deleteEntry(member, step.by);
      case 'change-criteria':
        return this.#changeCriteria(member);
      default:
        return step satisfies never;
    }
  }

  async #search(member: Member, tries: number): Promise<void> {
    const { random } = member;
    if (tries === 0) await this.#decide(member);
    const { slots, waitingRoom } = await this.#acts.search(member, member.code, member.criteria);
    this.#run.counts.searches++;
    const chosen = random.chance(habits.takesTheFirst) || slots.length === 0 ? slots[0] : random.pick(slots);
    if (chosen !== undefined) {
      const refused = await this.#acts.book(member, chosen.slot, member.criteria);
      if (this.#isDone(refused)) return this.#look(member, null);
      return this.#searchAgain(member, tries, 3 * minuteMs);
    }
    if (waitingRoom === null || !random.chance(habits.entersWaitingRoom)) return this.#searchAgain(member, tries, dayMs);
    if (this.#isDone(await this.#enter(member))) {
      this.#run.counts.entered++;
      member.state = 'waiting';
      this.#planWaiting(member);
      await this.#look(member, null);
    } else this.#searchAgain(member, tries, dayMs);
  }

  /** When the person first looks: what for, and where there is any clinic at all. */
  async #decide(member: Member): Promise<void> {
    const { clock, policy, waitingRoom } = this.#central;
    const now = clock.nowMs();
    if (this.#run.placesUntilMs <= now) {
      this.#run.places = [...(await waitingRoom.context()).places.values()];
      this.#run.placesUntilMs = now + 60 * minuteMs;
    }
    const codes = codesFor({ birthDate: member.person.birthDate ?? '' }, policy, clock.now());
    const [usual = ''] = codes;
    const exams = member.random.chance(habits.wantsExam) ? await this.#acts.exams(member) : [];
    const cardiology = member.random.chance(0.85) ? usual : member.random.pick(codes.length > 0 ? codes : [usual]);
    member.code = exams.length > 0 ? member.random.pick(exams) : cardiology;
    member.criteria = chosenCriteria(member.random, this.#run.places);
  }

  #searchAgain(member: Member, tries: number, inMs: number): void {
    if (tries + 1 >= mostTries) {
      this.#run.counts.gaveUp++;
      member.state = 'done';
    } else {
      member.state = 'looking';
      this.#plan(this.#central.clock.nowMs() + inMs, member, { do: 'search', tries: tries + 1 });
    }
  }

  #enter(member: Member): Promise<Refused> {
    const { urgent, entitlement, criteria, code, random } = member;
    if (!urgent && entitlement === null) return this.#acts.enter(member, code, criteria);
    const near = criteria.clinicIds[0] ?? (this.#run.places.length > 0 ? random.pick(this.#run.places).clinicId : null);
    return near === null ? this.#acts.enter(member, code, criteria) : this.#acts.enterAtDesk(member, near, code, criteria);
  }

  #planWaiting(member: Member): void {
    const { random } = member;
    const in_ = (days: number) => this.#awakeIn(days * dayMs * random.next());
    if (random.chance(habits.changesCriteria)) this.#plan(in_(20), member, { do: 'change-criteria' });
    if (random.chance(habits.leavesWaitingRoom)) this.#plan(in_(30), member, { do: 'delete-entry', by: 'ikp' });
  }

  /** The person looks into the account: new dates get a fate, others are forgotten. `moved`: of a date that was just moved. */
  async #look(member: Member, moved: Booking | null): Promise<void> {
    const now = this.#central.clock.now();
    const booked = (await this.#acts.visits(member)).filter(({ status }) => status === 'booked');
    for (const id of member.dates.keys()) if (!booked.some((visit) => visit.id === id)) member.dates.delete(id);
    for (const visit of booked) if (visit.startsAt > now) this.#note(member, visit, moved);
    if (member.dates.size > 0) member.state = 'booked';
    else if (member.state === 'booked') member.state = (await this.#acts.entry(member)) === null ? 'done' : 'waiting';
  }

  #note(member: Member, { id, startsAt, bookedBy, service }: OwnVisit, moved: Booking | null): void {
    const known = member.dates.get(id);
    if (known?.startsAt === startsAt) return;
    const { counts, bookings, options } = this.#run;
    const [now, start] = [this.#central.clock.nowMs(), Date.parse(startsAt)];
    const booking = moved ?? known?.booking ?? { startsAt, became: null };
    // A date that the clinic moved keeps what the person makes of it; who has moved it comes.
    const fate = moved ? comes : known ? stays(known.fate) : fateOf(member.random, options.profile, now, start);
    if (moved === null && known === undefined) {
      bookings.push(booking);
      counts.booked++;
      if (bookedBy === 'waiting-room') counts.assigned++;
      if (service !== 'cardiology') counts.exams++;
    }
    member.dates.set(id, { startsAt, fate, booking });
    if (fate.kind === 'moves' || fate.kind === 'cancels') this.#plan(fate.atMs, member, { do: 'act-on-visit', visitId: id });
    else if (fate.kind === 'comes') this.#plan(start - 10 * minuteMs * member.random.next(), member, { do: 'come', visitId: id });
    else this.#plan(start + 45 * minuteMs, member, { do: 'miss', visitId: id });
  }

  async #actOnVisit(member: Member, visitId: string): Promise<void> {
    const date = member.dates.get(visitId);
    const visit = await this.#ownVisit(member, visitId);
    if (date === undefined || visit === null || visit.startsAt !== date.startsAt) return;
    if (Date.parse(visit.startsAt) <= this.#central.clock.nowMs()) {
      // The clock was moved past it: nothing was cancelled, so the person comes.
      member.dates.set(visitId, { ...date, fate: comes });
      return this.#day(member, { do: 'come', visitId });
    }
    const { fate, booking } = date;
    if (fate.kind === 'moves') return this.#move(member, visit, booking);
    if (fate.kind === 'cancels') return this.#cancel(member, visit, fate, booking);
  }

  async #move(member: Member, visit: OwnVisit, booking: Booking): Promise<void> {
    const { slots } = await this.#acts.search(member, visit.clinicCode, member.criteria);
    this.#run.counts.searches++;
    const others = slots.filter(({ slot }) => slot.startsAt !== visit.startsAt);
    const noOther: Cancels = { kind: 'cancels', atMs: 0, by: 'ikp', reason: 'other-date', thenDeletes: false };
    // The slides: who finds no other date cancels and waits for one.
    if (others.length === 0) return this.#cancel(member, visit, noOther, booking);
    const refused = await this.#acts.move(member, visit, member.random.pick(others).slot.id);
    if (!this.#isDone(refused)) return this.#keep(member, visit, booking);
    this.#run.counts.moved++;
    booking.became = 'moved';
    member.dates.delete(visit.id);
    await this.#look(member, booking);
  }

  async #cancel(member: Member, visit: OwnVisit, fate: Cancels, booking: Booking): Promise<void> {
    const bySms = fate.by === 'sms' && (await this.#reply(member, member.random.pick(cancelTexts))) === 'cancelled';
    if (!bySms && !this.#isDone(await this.#acts.cancel(visit, fate.reason === 'sms-reply' ? 'other' : fate.reason))) {
      return this.#keep(member, visit, booking);
    }
    booking.became = 'cancelled';
    this.#run.counts.cancelled++;
    if (bySms) this.#run.counts.cancelledBySms++;
    if (visit.service !== 'cardiology') return this.#afterExam(member, fate);
    if (fate.thenDeletes) this.#plan(this.#awakeIn(10 * minuteMs), member, { do: 'delete-entry', by: fate.by });
    await this.#look(member, null);
  }

  /** R38: no waiting room takes her back; who wants another date looks for one tomorrow. */
  async #afterExam(member: Member, { thenDeletes }: Cancels): Promise<void> {
    await this.#look(member, null);
    if (thenDeletes || member.dates.size > 0) return;
    member.state = 'looking';
    this.#plan(this.#awakeIn(dayMs), member, { do: 'search', tries: 1 });
  }

  /** It could not be changed or cancelled: then the person comes. */
  #keep(member: Member, { id, startsAt }: OwnVisit, booking: Booking): void {
    member.dates.set(id, { startsAt, fate: comes, booking });
    this.#plan(Date.parse(startsAt), member, { do: 'come', visitId: id });
  }

  async #day(member: Member, step: Extract<Step, { do: 'come' | 'performed' | 'miss' }>): Promise<void> {
    const visit = await this.#ownVisit(member, step.visitId);
    if (step.do === 'performed') {
      if (visit?.status === 'arrived' && this.#isDone(await this.#acts.setOutcome(visit, 'performed')))
        this.#run.counts.performed++;
      return;
    }
    const date = member.dates.get(step.visitId);
    if (visit === null || date?.startsAt !== visit.startsAt || visit.status !== 'booked') return;
    member.dates.delete(visit.id);
    member.state = 'done';
    const became = step.do === 'come' ? 'came' : 'missed';
    this.#run.counts[became]++;
    date.booking.became ??= became;
    if (!this.#run.options.outcomes) return;
    const refused = await this.#acts.setOutcome(visit, step.do === 'come' ? 'arrived' : 'no-show');
    if (!this.#isDone(refused)) return;
    if (step.do === 'miss') member.state = visit.service === 'cardiology' ? 'waiting' : 'done';
    else this.#plan(Date.parse(visit.startsAt) + visit.durationMinutes * minuteMs, member, { ...step, do: 'performed' });
  }

  async #deleteEntry(member: Member, by: 'ikp' | 'sms'): Promise<void> {
    const open = await this.#acts.entry(member);
    // Who got a date meanwhile keeps it; deleting the entry would cancel it (R27).
    if (open === null || open.entry.status !== 'waiting') return;
    const bySms = by === 'sms' && (await this.#reply(member, member.random.pick(deleteTexts))) === 'entry-deleted';
    if (!bySms && !this.#isDone(await this.#acts.deleteEntry(member, open))) return;
    this.#run.counts.entriesDeleted++;
    member.state = 'done';
  }

  async #changeCriteria(member: Member): Promise<void> {
    const open = await this.#acts.entry(member);
    if (open === null || open.entry.status !== 'waiting') return;
    member.criteria = widened(open.entry.criteria);
    if (!this.#isDone(await this.#acts.changeCriteria(member, open, member.criteria))) return;
    this.#run.counts.criteriaChanged++;
    await this.#look(member, null);
  }

  /** R41: by the gateway, which may bring it twice. */
  async #reply(member: Member, text: string): Promise<string> {
    const { phone } = member.person.contact;
    const id = `crowd ${this.#run.options.seed} ${this.#run.startedAt} ${member.number} ${member.sms++}`;
    const reply = { id, from: phone ?? '', text, inReplyTo: null };
    this.#run.counts.smsReplies++;
    const outcome = await handleReply(this.#central, reply);
    if (!member.random.chance(habits.smsTwice)) return outcome;
    this.#run.counts.smsRepeated++;
    if ((await handleReply(this.#central, reply)) !== outcome) this.#run.counts.smsContradicted++;
    return outcome;
  }

  async #ownVisit(member: Member, id: string): Promise<OwnVisit | null> {
    return (await this.#acts.visits(member)).find((visit) => visit.id === id) ?? null;
  }

  #plan(atMs: number, member: Member, step: Step): void {
    this.#run.agenda.add(atMs, { member, step });
  }

  #awakeIn(ms: number): number {
    return awake(this.#central.clock.nowMs() + ms, Number.POSITIVE_INFINITY);
  }

  #isDone(refused: Refused): boolean {
    if (refused !== null) this.#run.counts.refused[refused] = (this.#run.counts.refused[refused] ?? 0) + 1;
    return refused === null;
  }
}

/** Moved by the clinic: who wanted to cancel at some hour of the old date comes to the new one. */
const stays = (fate: Fate): Fate => (fate.kind === 'no-show' ? fate : comes);
