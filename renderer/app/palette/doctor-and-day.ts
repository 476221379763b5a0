import { dayFromText } from '../day-from-text.ts';
import { wordsMatch } from './words-match.ts';

export interface DoctorDay<Schedule> {
  schedule: Schedule;
  /** `YYYY-MM-DD`; null = no day was typed. */
  date: string | null;
}

/** `kalinowska`, `kalinowska wt` or `24.11 kalinowska`: whose schedules are meant, and from which day on. */
export function doctorAndDay<Schedule extends { actorName: string }>(
  text: string,
  schedules: readonly Schedule[],
  today: string,
): DoctorDay<Schedule>[] {
  const words = text.trim().split(/\s+/);
  if (text.trim().length < 2) return [];
  const meant = (name: string[], date: string | null) =>
    name.join('').length < 2
      ? []
      : schedules.filter(({ actorName }) => wordsMatch(name.join(' '), actorName)).map((schedule) => ({ schedule, date }));
  const whole = meant(words, null);
  if (whole.length > 0) return whole;
  for (let at = 1; at < words.length; at++) {
    const [before, after] = [words.slice(0, at), words.slice(at)];
    const dayAfter = dayFromText(after.join(' '), today);
    if (dayAfter) return meant(before, dayAfter);
    const dayBefore = dayFromText(before.join(' '), today);
    if (dayBefore) {
      const found = meant(after, dayBefore);
      if (found.length > 0) return found;
    }
  }
  return [];
}
