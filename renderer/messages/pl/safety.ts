export const safety = {
  clockAhead_one: 'Zegar tego komputera spieszy się o {{count}} minutę. Terminy liczą się według czasu centralnej e-rejestracji.',
  clockAhead_few: 'Zegar tego komputera spieszy się o {{count}} minuty. Terminy liczą się według czasu centralnej e-rejestracji.',
  clockAhead_many: 'Zegar tego komputera spieszy się o {{count}} minut. Terminy liczą się według czasu centralnej e-rejestracji.',
  clockAhead_other:
    'Zegar tego komputera spieszy się o {{count}} minuty. Terminy liczą się według czasu centralnej e-rejestracji.',
  clockBehind_one:
    'Zegar tego komputera spóźnia się o {{count}} minutę. Terminy liczą się według czasu centralnej e-rejestracji.',
  clockBehind_few:
    'Zegar tego komputera spóźnia się o {{count}} minuty. Terminy liczą się według czasu centralnej e-rejestracji.',
  clockBehind_many:
    'Zegar tego komputera spóźnia się o {{count}} minut. Terminy liczą się według czasu centralnej e-rejestracji.',
  clockBehind_other:
    'Zegar tego komputera spóźnia się o {{count}} minuty. Terminy liczą się według czasu centralnej e-rejestracji.',
  backupFailed: 'Nie udało się zrobić kopii zapasowej danych tego komputera. Zawiadom informatyka.',
  recovered_one: 'Dziennik tego komputera był uszkodzony i został odtworzony. Od {{since}} odzyskano {{count}} wpis.',
  recovered_few: 'Dziennik tego komputera był uszkodzony i został odtworzony. Od {{since}} odzyskano {{count}} wpisy.',
  recovered_many: 'Dziennik tego komputera był uszkodzony i został odtworzony. Od {{since}} odzyskano {{count}} wpisów.',
  recovered_other: 'Dziennik tego komputera był uszkodzony i został odtworzony. Od {{since}} odzyskano {{count}} wpisu.',
  notAsked: 'Czy czegoś brakuje, okaże się po połączeniu z centralną e-rejestracją. Sprawdź wizyty wpisane po tej godzinie.',
  nothingMissing: 'Centralna e-rejestracja nie ma z tego komputera niczego więcej.',
  missing_one: 'Centralna e-rejestracja ma {{count}} zmianę z tego komputera, której nie ma w dzienniku:',
  missing_few: 'Centralna e-rejestracja ma {{count}} zmiany z tego komputera, których nie ma w dzienniku:',
  missing_many: 'Centralna e-rejestracja ma {{count}} zmian z tego komputera, których nie ma w dzienniku:',
  missing_other: 'Centralna e-rejestracja ma {{count}} zmiany z tego komputera, których nie ma w dzienniku:',
  read: 'Przeczytane',
};
