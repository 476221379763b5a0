import type { calendar as source } from '../pl/calendar.ts';
import type { Translated } from '../translated.ts';

export const calendar: Translated<typeof source> = {
  view: { label: 'View', day: 'Day', week: 'Week', list: 'List' },
  previousDay: 'Previous day',
  nextDay: 'Next day',
  previousWeek: 'Previous week',
  nextWeek: 'Next week',
};
