export const calendar = {
  view: { label: 'Widok', day: 'Dzień', week: 'Tydzień', list: 'Lista' },
  previousDay: 'Poprzedni dzień',
  nextDay: 'Następny dzień',
  previousWeek: 'Poprzedni tydzień',
  nextWeek: 'Następny tydzień',
} as const;
