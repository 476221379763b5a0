export const freed = {
  title: 'Zwolnione terminy',
  lead: 'Wolne terminy w ciągu {{hours}} godzin. Poczekalnia ich już nie przydzieli, więc można zadzwonić do pacjentów z późniejszą wizytą. Termin zostaje wolny dla wszystkich: dostanie go ten, kto pierwszy się zapisze.',
  on: 'Podpowiadaj zwolnione terminy (cała placówka)',
  off: 'Podpowiadanie jest wyłączone',
  offTeach: 'Po włączeniu pojawią się tu wolne terminy na najbliższe {{hours}} godzin i osoby, które mogłyby przyjść wcześniej.',
  empty: 'Brak wolnych terminów na najbliższe {{hours}} godzin',
  emptyTeach:
    'Gdy ktoś odwoła wizytę w ostatniej chwili, termin pojawi się tutaj razem z listą osób, do których można zadzwonić.',
  nobody: 'Nikt z tej poradni nie ma późniejszej wizyty tego rodzaju.',
  now: 'teraz ma {{when}}',
  waits: 'zapis {{when}}',
  move: 'Przenieś na ten termin',
  moved: 'Przeniesienie zapisane na tym komputerze: {{when}}',
} as const;
