export const truth = {
  label: {
    local: 'na tym komputerze',
    sent: 'wysłane',
    unknown: 'wyjaśniane',
    refused: 'odmowa',
    confirmed: 'potwierdzone',
  },
  means: {
    local: 'Zapisane na tym komputerze. Centralna e-rejestracja jeszcze o tym nie wie; wyśle się samo.',
    sent: 'Wysłane do centralnej e-rejestracji, czeka na potwierdzenie.',
    unknown:
      'Wysłane, ale odpowiedź nie nadeszła. Program sam sprawdza, co się stało; termin i pacjent są na ten czas zablokowani.',
    refused: 'Centralna e-rejestracja odmówiła. Co dalej: w Zadaniach.',
    confirmed: 'Tak samo w centralnej e-rejestracji.',
  },
  say: {
    title: 'Do powiedzenia pacjentowi',
    'request-until-confirmed':
      '„Zapisuję prośbę o ten termin. Nie ma teraz połączenia, więc termin będzie pewny, gdy przyjdzie potwierdzenie. Jeśli okaże się zajęty, zadzwonimy z innym.”',
    'firm-offline': '„Termin jest zapisany. Potwierdzenie przyjdzie, gdy wróci połączenie; wizyta jest umówiona.”',
    'series-by-clinic': '„Terminy tych wizyt zmienia tylko nasza poradnia, nie IKP. O każdej wizycie przypomni SMS.”',
    'returns-to-waiting-room':
      '„Po odwołaniu wróci Pan/Pani do Poczekalni. Jeśli nie chce Pan/Pani czekać na nowy termin, trzeba usunąć wpis: tutaj albo w IKP.”',
    'slot-to-waiting-room': '„Zwolniony termin dostanie osoba z Poczekalni.”',
    'slot-to-live-search': '„Zwolniony termin będzie od razu widoczny dla innych pacjentów.”',
    'waiting-room-entered':
      '„Jest Pan/Pani w Poczekalni. Codziennie szukany jest wolny termin według podanych kryteriów; gdy się znajdzie, wizyta zostanie umówiona i przyjdzie wiadomość. Termin może przyjść wcześniej niż w prognozie. Kryteria można zmienić w każdej chwili: im ich mniej, tym wcześniej.”',
    'waiting-until-confirmed': '„Nie ma teraz połączenia, więc wpis będzie pewny, gdy przyjdzie potwierdzenie.”',
    'assigned-date':
      '„Ma Pan/Pani wyznaczony termin. Jeśli nie pasuje, można go zmienić, gdy jest inny wolny, odwołać i czekać dalej, albo usunąć wpis. Kto nie chce kolejnych terminów z Poczekalni, musi usunąć wpis.”',
    'entry-deleted':
      '„Usuwam wpis: nie będzie już Pan/Pani czekać, a wyznaczony termin przepada. Żeby wrócić, trzeba zgłosić się od nowa.”',
    'old-date-until-new':
      '„Dotychczasowy termin oddaję dopiero razem z zapisem nowego. Gdyby nowy okazał się zajęty, dotychczasowy zostaje.”',
    'both-clinics-told': '„O zmianie dowiedzą się obie poradnie; poprzedni termin zostaje, dopóki nowy nie będzie potwierdzony.”',
  },
} as const;
