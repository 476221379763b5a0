/** The help in place; its texts themselves are docs/user-guide. */
export const help = {
  open: 'Pomoc tego ekranu',
  title: 'Pomoc: {{topic}}',
  close: 'Zamknij pomoc',
  allKeys: 'Wszystkie klawisze',
  more: 'Szukaj w pomocy:',
  group: 'Pomoc',
} as const;
