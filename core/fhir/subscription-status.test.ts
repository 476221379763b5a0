import fc from 'fast-check';
import type { FhirResource } from 'fhir/r4';
import { expect, test } from 'vitest';
import * as any from '../../test/conformance/arbitraries.ts';
import { problemsOf } from '../../test/conformance/official-definitions.ts';
import { type Change, type Entity, resourceTypeOf } from './change.ts';
import { patientToFhir } from './patient.ts';
import { scheduleToFhir } from './schedule.ts';
import { settingToFhir } from './setting.ts';
import { slotToFhir } from './slot.ts';
import { eventsToBundle, parseEvents, parseStatus, type SentChange, statusParameters } from './subscription-status.ts';
import { taskToFhir } from './task.ts';
import { visitToAppointment } from './visit-appointment.ts';

const wire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const change: fc.Arbitrary<Change> = fc.oneof(
  any.visit.map((row): Change => ({ entity: 'visit', key: row.id, row })),
  any.patient.map((row): Change => ({ entity: 'patient', key: row.id, row })),
  any.slot.map((row): Change => ({ entity: 'slot', key: row.id, row })),
  any.schedule.map((row): Change => ({ entity: 'schedule', key: row.id, row })),
  any.deskTask.map((row): Change => ({ entity: 'task', key: row.id, row })),
  any.setting.map((row): Change => ({ entity: 'setting', key: row.name, row })),
  fc
    .tuple(fc.constantFrom<Entity>('visit', 'patient', 'slot', 'schedule', 'task', 'setting'), fc.uuid())
    .map(([entity, key]) => ({ entity, key, row: null }) as Change),
);

const events = fc
  .array(fc.record({ at: any.instant, intentId: fc.option(fc.uuid()), changes: fc.array(change, { maxLength: 3 }) }), {
    maxLength: 5,
  })
  .chain((all) => fc.nat(1000).map((since) => all.map((each, index) => ({ ...each, event: since + index + 1 }))));

/** Central's own ids differ from the keys, as they do in truth. */
function sent(given: Change, id: string): SentChange {
  return {
    type: resourceTypeOf[given.entity],
    id: given.entity === 'slot' ? given.key : id,
    key: given.key,
    resource: resourceOf(given, id),
  };
}

function resourceOf(given: Change, id: string): FhirResource | null {
  if (given.row === null) return null;
  switch (given.entity) {
    case 'visit':
      return visitToAppointment(given.row, { id });
    case 'patient':
      return patientToFhir(given.row, { id });
    case 'schedule':
      return scheduleToFhir(given.row, { id });
    case 'slot':
      return slotToFhir(given.row, 'free');
    case 'task':
      return taskToFhir(given.row, { id });
    case 'setting':
      return settingToFhir(given.row, id);
  }
}

test('events arrive in order, each with its intent and its rows; deletions by key; the Bundle is valid R4', () =>
  fc.assert(
    fc.property(events, fc.uuid(), (given, epoch) => {
      const last = (given.at(-1)?.event ?? 0) + 3;
      const all = given.map((event) => ({ ...event, changes: event.changes.map((each, index) => sent(each, `c-${index}`)) }));
      const bundle = wire(eventsToBundle('clinic-1', { epoch, event: last }, all));
      expect(problemsOf(bundle)).toEqual([]);
      expect(parseEvents(bundle)).toEqual({ epoch, last, events: given.map(withSlotNews), unreadable: [] });
    }),
    { numRuns: 40 },
  ));

/** I8: what an event tells of a slot that nobody keeps. */
function withSlotNews<E extends { changes: Change[] }>(event: E) {
  const slots = event.changes.flatMap(({ entity, key, row }) => (entity === 'slot' && row ? [{ slotId: key, claim: null }] : []));
  return slots.length > 0 ? { ...event, slots } : event;
}

const event = (changes: SentChange[]) => [{ event: 8, at: '2026-03-02T08:00:00Z', intentId: null, changes }];
const position = { epoch: 'e-1', event: 8 };
const slot = { type: 'Slot', id: 's', key: 's', resource: { resourceType: 'Slot', id: 's' } as FhirResource } as const;
const entriesOf = (changes: SentChange[]) => wire(eventsToBundle('k', position, event(changes)));

test('a resource that cannot be read is named and skipped; the other changes of its event stay', () => {
  const deleted = { type: 'Slot', id: 'gone', key: 'gone', resource: null } as const;
  const page = parseEvents(entriesOf([slot, deleted]));
  expect(page?.unreadable).toEqual(['Slot/s']);
  expect(page?.events[0]?.changes).toEqual([{ entity: 'slot', key: 'gone', row: null }]);
});

test('resources that desks do not keep are ignored', () => {
  const sms = { type: 'Communication', id: 'm', key: 'm', resource: { resourceType: 'Communication', status: 'completed' } };
  const page = parseEvents(entriesOf([sms as unknown as SentChange]));
  expect(page).toMatchObject({ unreadable: [], events: [{ event: 8, changes: [] }] });
});

test('I5: a page that lacks an entry, or has one too many, or in another order, is not applied at all', () => {
  const other = { ...slot, id: 't', key: 't' };
  const whole = entriesOf([slot, other]);
  const entries = whole.entry ?? [];
  expect(parseEvents(whole)).not.toBeNull();
  expect(parseEvents({ ...whole, entry: entries.slice(0, 2) })).toBeNull();
  expect(parseEvents({ ...whole, entry: [...entries, entries[1]] })).toBeNull();
  expect(parseEvents({ ...whole, entry: [entries[0], entries[2], entries[1]] })).toBeNull();
});

test('status holds the position of the stream', () => {
  const body = wire(statusParameters('k', position, 'query-status'));
  expect(problemsOf(body)).toEqual([]);
  expect(parseStatus(body)).toEqual(position);
  expect(parseStatus({ resourceType: 'OperationOutcome', issue: [] })).toBeNull();
});

test('a damaged page is turned down or read, never thrown at', () =>
  fc.assert(
    fc.property(any.damaged(change.map((each) => eventsToBundle('k', position, event([sent(each, 'c')])))), (body) => {
      expect(() => parseEvents(body)).not.toThrow();
    }),
    { numRuns: 1000 },
  ));
