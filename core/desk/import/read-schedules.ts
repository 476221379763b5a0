import type { ImportRowResult } from '../../contract/views.ts';
import { foldForSearch } from '../../domain/fold.ts';
import type { Schedule, WeeklyHours } from '../../domain/schedule.ts';
import { readCount, readDate, readTime, readWeekdays } from './cells.ts';
import { type Post, postKey, type Staff } from './read-staff.ts';
import type { Table, TableRow } from './read-table.ts';
import { type Remark, remark } from './row-log.ts';
import { stableId } from './stable-id.ts';

export interface ReadSchedules {
  /** One per actor and code that has hours now or had a schedule before. */
  schedules: Schedule[];
  /** Those that differ from what the desk has. */
  changed: Schedule[];
  refused: ImportRowResult[];
}

/** Weekly hours of all files together become one schedule per actor and code (R8). A known schedule gets its new hours. */
export function readSchedules(tables: Table[], staff: Staff, known: Schedule[], clinicId: string): ReadSchedules {
  const refused: ImportRowResult[] = [];
  const weekly = new Map<string, WeeklyHours[]>();
  for (const row of tables.flatMap(({ rows }) => rows)) {
    const read = readRow(row, staff);
    if ('remarks' in read) refused.push({ file: row.file, line: row.line, result: 'refused', remarks: read.remarks });
    else weekly.set(postKey(read.post), [...(weekly.get(postKey(read.post)) ?? []), ...read.hours]);
  }
  const earlier = new Map(known.map((schedule) => [postKey(schedule), schedule]));
  const schedules: Schedule[] = [];
  const changed: Schedule[] = [];
  for (const post of staff.posts) {
    const before = earlier.get(postKey(post));
    const hours = weekly.get(postKey(post));
    if (!before || (hours && !isSame(before, post, hours))) {
      const schedule = scheduleOf(post, hours ?? [], before, clinicId);
      changed.push(schedule);
      schedules.push(schedule);
    } else schedules.push(before);
  }
  return { schedules, changed, refused };
}

function scheduleOf(post: Post, weekly: WeeklyHours[], before: Schedule | undefined, clinicId: string): Schedule {
  if (before) return { ...before, ...post, weekly, revision: before.revision + 1 };
  const id = stableId(clinicId, 'schedule', postKey(post));
  return { id, version: 0, clinicId, ...post, revision: 1, weekly, exceptions: [], overrides: [] };
}

function isSame(before: Schedule, { actor }: Post, weekly: WeeklyHours[]): boolean {
  const text = (hours: WeeklyHours[]) => JSON.stringify(hours.map((stretch) => Object.entries(stretch).toSorted(byName)));
  return text(before.weekly) === text(weekly) && before.actor.name === actor.name && before.actor.npwz === actor.npwz;
}

function readRow(row: TableRow, staff: Staff): { post: Post; hours: WeeklyHours[] } | { remarks: Remark[] } {
  const code = row.text('code').toUpperCase();
  const posts = staff.postsOf(row.text('actor')).filter(({ clinicCode }) => code === '' || clinicCode === code);
  const [post] = posts;
  const remarks: Remark[] = [];
  if (!post) remarks.push(remark('unknown-actor', row.header('actor')));
  // An actor with two codes whose hours name neither: nobody can tell which.
  else if (posts.length > 1) remarks.push(remark('missing-column-value', 'code'));
  const weekdays = readWeekdays(row.text('weekday'));
  const startsAt = readTime(row.text('from'));
  const endsAt = readTime(row.text('to'));
  const slotMinutes = readCount(row.text('minutes'));
  if (!weekdays) remarks.push(remark('unreadable-hours', row.header('weekday')));
  if (!startsAt) remarks.push(remark('unreadable-hours', row.header('from')));
  if (!endsAt || (startsAt && endsAt <= startsAt)) remarks.push(remark('unreadable-hours', row.header('to')));
  if (!slotMinutes || slotMinutes > 480) remarks.push(remark('unreadable-hours', row.header('minutes')));
  const validFrom = row.text('validFrom') === '' ? '2020-01-01' : readDate(row.text('validFrom'));
  const validTo = row.text('validTo') === '' ? '2099-12-31' : readDate(row.text('validTo'));
  if (!validFrom) remarks.push(remark('unreadable-date', row.header('validFrom')));
  if (!validTo) remarks.push(remark('unreadable-date', row.header('validTo')));
  const firstEvery = row.text('firstEvery') === '' ? (post?.service === 'cardiology' ? 0 : 1) : readCount(row.text('firstEvery'));
  if (firstEvery === null) remarks.push(remark('unreadable-hours', row.header('firstEvery')));
  if (remarks.length > 0 || !post || !weekdays || !startsAt || !endsAt || !slotMinutes || !validFrom || !validTo)
    return { remarks };
  const mode = /zdaln|tele|remote/.test(foldForSearch(row.text('mode'))) ? 'remote' : 'in-person';
  const payer = /pryw|komerc|odplat|private/.test(foldForSearch(row.text('payer'))) ? 'private' : 'nfz';
  const room = row.text('room') || null;
  const stretch = { startsAt, endsAt, slotMinutes, firstEvery: firstEvery ?? 0, room, mode, payer, validFrom, validTo } as const;
  return { post, hours: weekdays.map((weekday) => ({ weekday, ...stretch })) };
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);
