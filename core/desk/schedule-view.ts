import type { ScheduleView } from '../contract/views.ts';
import type { Schedule } from '../domain/schedule.ts';
import { shortActorName } from './short-actor-name.ts';

export function scheduleView(schedule: Schedule): ScheduleView {
  return {
    id: schedule.id,
    actorId: schedule.actor.id,
    actorName: schedule.actor.name,
    actorShort: shortActorName(schedule.actor),
    actorKind: schedule.actor.kind,
    clinicCode: schedule.clinicCode,
    service: schedule.service,
    ...(schedule.stops ? { stops: schedule.stops } : {}),
  };
}

const serviceOrder = ['cardiology', 'mammography', 'cytology'];

/** The order of columns: service, code, name, so that a column keeps its place from day to day. */
export function inColumnOrder(left: ScheduleView, right: ScheduleView): number {
  return (
    serviceOrder.indexOf(left.service) - serviceOrder.indexOf(right.service) ||
    left.clinicCode.localeCompare(right.clinicCode, 'pl') ||
    left.actorName.localeCompare(right.actorName, 'pl') ||
    left.id.localeCompare(right.id)
  );
}
