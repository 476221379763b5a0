/** Grafiki: from an edit to its preview, with twelve doctors and a year of slots each, against the bare making of the same slots. */
import { randomUUID } from 'node:crypto';
import type { Schedule } from '../../core/domain/schedule.ts';
import { scheduleConflicts } from '../../core/domain/schedule-conflicts.ts';
import { slotsFor } from '../../core/domain/slots-for.ts';
import { addDays } from '../../core/domain/time.ts';
import { changeHours } from '../../renderer/features/schedules/edit-hours.ts';
import { createDrafts, scheduleOfDraft } from '../../renderer/features/schedules/schedule-drafts.ts';
import { weekModel } from '../../renderer/features/schedules/week-model.ts';
import { tenSchedules } from './clinic-history.ts';
import { type Measurement, percentile } from './measurement.ts';

const from = '2027-01-04';
const year = { from, to: addDays(from, 365) };
const rounds = 60;

export async function measure(): Promise<Measurement[]> {
  const ten = tenSchedules(from, '2027-12-31');
  const twelve = [...ten, ...ten.slice(0, 2).map((schedule): Schedule => ({ ...schedule, id: randomUUID() }))];
  const edits: number[] = [];
  const floor: number[] = [];
  const all: number[] = [];
  const drafts = createDrafts();
  for (let round = 0; round < rounds; round++) {
    const schedule = twelve[round % twelve.length] as Schedule;
    const hours = schedule.weekly[0];
    if (!hours) continue;
    const wanted = { ...hours, endsAt: round % 2 === 0 ? '12:45' : '13:15' };
    edits.push(
      timed(() => {
        const { edit } = changeHours(schedule, { kind: 'weekly', index: 0 }, wanted, { scope: 'whole', from });
        const card = { schedule } as Parameters<typeof drafts.edit>[0][number]['card'];
        drafts.edit([{ card, edit }]);
        const draft = drafts.get().get(schedule.id);
        const shown = draft ? scheduleOfDraft(draft) : schedule;
        weekModel(shown, from);
        slotsFor(shown, year);
      }),
    );
    floor.push(timed(() => slotsFor({ ...schedule, weekly: [wanted, ...schedule.weekly.slice(1)] }, year)));
  }
  for (let round = 0; round < 10; round++) {
    all.push(timed(() => scheduleConflicts(twelve, new Set(twelve.map(({ id }) => id)), year)));
  }
  return [
    {
      what: 'an edit of one of 12 doctors → week and year drawn anew (model), p50',
      unit: 'ms',
      value: percentile(edits, 50),
      floor: { what: 'slotsFor of that schedule, one year', value: percentile(floor, 50) },
      budget: 2,
      samples: edits.length,
    },
    {
      what: 'an edit of one of 12 doctors → preview, p95',
      unit: 'ms',
      value: percentile(edits, 95),
      floor: null,
      budget: 50,
      samples: edits.length,
    },
    {
      what: 'conflicts of 12 doctors over a year, p95',
      unit: 'ms',
      value: percentile(all, 95),
      floor: null,
      budget: 150,
      samples: all.length,
    },
  ];
}

/** Processor time: the work is this process's alone, whatever else the machine does. */
function timed(act: () => unknown): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
