/** Per refusal code: what happened and what it means, then what to do. */
export const refusals = {
  title_one: 'Tego nie można zrobić',
  title_few: 'Tego nie można zrobić z {{count}} powodów',
  title_many: 'Tego nie można zrobić z {{count}} powodów',
  title_other: 'Tego nie można zrobić z {{count}} powodów',
  rule: 'reguła {{rule}}',
  code: {
    'slot-taken': { what: 'Ten termin ma już inny pacjent.', act: 'Wybierz inny wolny termin.' },
    'slot-held': {
      what: 'Ktoś właśnie umawia ten termin i trzyma go przez najwyżej 5 minut.',
      act: 'Poczekaj chwilę albo wybierz inny termin.',
    },
    'slot-gone': { what: 'Tego terminu nie ma już w grafiku.', act: 'Wybierz termin widoczny w kalendarzu.' },
    'needs-central': {
      what: 'Terminy innych przychodni zna tylko centralna e-rejestracja, a teraz nie ma z nią połączenia.',
      act: 'Umów w tej przychodni, wpisz do Poczekalni albo spróbuj po połączeniu.',
    },
    'slot-past': { what: 'Ten termin już się zaczął albo minął.', act: 'Wybierz termin późniejszy.' },
    'outside-window': {
      what: 'Termin leży poza okresem, w którym wolno umawiać.',
      act: 'Wybierz wcześniejszy termin; gdy żadnego nie ma, zostaje Poczekalnia.',
    },
    'wrong-slot-kind': {
      what: 'Termin jest innego rodzaju niż wizyta: pierwszorazowa i kontynuacja mają osobne terminy.',
      act: 'Wybierz termin tego samego rodzaju.',
    },
    'remote-first-visit': { what: 'Wizyta pierwszorazowa nie może być zdalna.', act: 'Wybierz termin stacjonarny.' },
    'first-visits-only': { what: 'Pacjent sam umawia tylko wizyty pierwszorazowe.', act: 'Umów tę wizytę w okienku.' },
    'clinic-changes-only': {
      what: 'Termin kontynuacji zmienia tylko poradnia.',
      act: 'Zmień termin w tej poradni, która prowadzi pacjenta.',
    },
    'exam-not-movable': {
      what: 'Badania profilaktycznego nie przenosi się na inny termin.',
      act: 'Otwórz badanie i wybierz „Zmień termin…”: odwołanie i nowy zapis są tam jednym krokiem.',
    },
    'referral-missing': { what: 'Brakuje skierowania.', act: 'Zeskanuj klucz e-skierowania albo wpisz kod i PESEL.' },
    'referral-invalid': {
      what: 'Tak nie wygląda skierowanie: klucz ma 44 cyfry, kod ma 4 cyfry i wymaga numeru PESEL.',
      act: 'Zeskanuj albo wpisz je jeszcze raz.',
    },
    'referral-used': {
      what: 'Na to skierowanie jest już wizyta albo wpis w Poczekalni, w tej lub innej poradni.',
      act: 'Znajdź tamtą wizytę i ją przenieś, albo poproś o nowe skierowanie.',
    },
    'referral-cancelled': {
      what: 'Wystawca anulował to skierowanie.',
      act: 'Poproś pacjenta o nowe skierowanie i wpisz je tutaj.',
    },
    'contact-missing': {
      what: 'Nie podano telefonu ani adresu e-mail.',
      act: 'Wpisz jeden numer albo adres; może być bliskiej osoby.',
    },
    'contact-invalid': {
      what: 'Numeru albo adresu nie da się użyć.',
      act: 'Wpisz jeden numer telefonu albo jeden adres e-mail.',
    },
    'guardian-missing': {
      what: 'Pacjent jest niepełnoletni, a nie podano kontaktu do opiekuna.',
      act: 'Wpisz kontakt opiekuna.',
    },
    'age-mismatch': {
      what: 'Wiek pacjenta w dniu wizyty nie pasuje do poradni: jedne są do 18 lat, inne od 18 lat.',
      act: 'Wybierz właściwą poradnię.',
    },
    'code-mismatch': { what: 'Skierowanie nie jest do tej poradni.', act: 'Wybierz poradnię ze skierowania.' },
    'pesel-invalid': { what: 'Numer PESEL jest błędny.', act: 'Sprawdź go z dokumentem i wpisz jeszcze raz.' },
    'identity-missing': { what: 'Brakuje numeru PESEL albo innego dokumentu.', act: 'Wpisz PESEL, paszport albo EKUZ.' },
    'not-covered': {
      what: 'Ta poradnia nie należy do centralnej e-rejestracji.',
      act: 'Taka wizyta zostaje tylko w tej poradni.',
    },
    'not-eligible': {
      what: 'Pacjent nie spełnia dziś warunków programu albo nie jest uprawniony do świadczeń.',
      act: 'Sprawdź uprawnienia w eWUŚ i w SIMP.',
    },
    'reason-missing': { what: 'Nie podano powodu.', act: 'Wybierz powód z listy.' },
    'visit-started': { what: 'Wizyta już się zaczęła.', act: 'Zapisz, czy pacjent przyszedł.' },
    'outcome-too-early': {
      what: 'Na to jeszcze za wcześnie.',
      act: 'Przyjście zapisuje się w dniu wizyty, niestawienie się po godzinie jej rozpoczęcia.',
    },
    'same-day': { what: 'Dwie wizyty z serii są w jednym dniu.', act: 'Zmień dzień jednej z nich.' },
    'visit-not-active': { what: 'Ta wizyta jest już odwołana albo zakończona.', act: 'Umów nową wizytę.' },
    'override-not-allowed': {
      what: 'Termin dodatkowy może dodać tylko kierownik.',
      act: 'Poproś kierownika albo wybierz wolny termin.',
    },
    'held-back': {
      what: 'Poprzednia zmiana tego terminu albo pacjenta czeka na odpowiedź centralnej e-rejestracji.',
      act: 'Poczekaj, aż się wyjaśni; program sam to sprawdza.',
    },
    'hours-invalid': {
      what: 'Godziny kończą się przed początkiem albo nie mieszczą ani jednego terminu.',
      act: 'Popraw godziny, długość terminu albo okres.',
    },
    'hours-overlap': {
      what: 'Dwa przedziały godzin tego samego grafiku nachodzą na siebie.',
      act: 'Zmień godziny albo zakończ wcześniejszy przedział dzień przed nowym.',
    },
    'visits-undecided': {
      what: 'Zmiana grafiku dotyczy wizyt, o których jeszcze nie zdecydowano.',
      act: 'Sprawdź zmiany jeszcze raz i zdecyduj o każdej wizycie.',
    },
    'waiting-matches': {
      what: 'Na te terminy pierwszorazowe czekają pacjenci w Poczekalni.',
      act: 'Zostaw je jako pierwszorazowe albo zmień inne terminy.',
    },
    'stale-version': {
      what: 'Ktoś zmienił to w międzyczasie, na przykład pacjent w IKP.',
      act: 'Obejrzyj nowy stan i zdecyduj jeszcze raz.',
    },
    'intent-voided': {
      what: 'Z tej zmiany zrezygnowano wcześniej w tym okienku.',
      act: 'Jeśli nadal jest potrzebna, zrób ją od nowa.',
    },
    'entry-not-open': {
      what: 'To zgłoszenie jest już zamknięte.',
      act: 'Sprawdź stan zgłoszenia i w razie potrzeby złóż nowe.',
    },
    'waiting-first-only': {
      what: 'Poczekalnia jest tylko dla pierwszych wizyt kardiologicznych.',
      act: 'Wyszukaj wolny termin.',
    },
    'disk-full': {
      what: 'Na dysku tego komputera zabrakło miejsca. Nic nie zostało zapisane.',
      act: 'Zwolnij miejsce na dysku i zrób to jeszcze raz; program działa dalej.',
    },
    'rescue-code-wrong': {
      what: 'Kod nie pasuje do tego pliku albo plik jest uszkodzony.',
      act: 'Przepisz kod jeszcze raz; bez niego pliku nie da się odczytać.',
    },
    'other-clinic': { what: 'Ten plik pochodzi z innej placówki.', act: 'Wczytaj go na komputerze tamtej placówki.' },
    'certificate-unreadable': {
      what: 'To nie jest plik z certyfikatem (PKCS#12, zwykle .p12 albo .pfx).',
      act: 'Wybierz plik otrzymany od wystawcy certyfikatu.',
    },
    'certificate-password': {
      what: 'Hasło nie otwiera tego pliku.',
      act: 'Wpisz je jeszcze raz tak, jak podał wystawca; nic nie zostało zmienione.',
    },
    'certificate-no-key': {
      what: 'W pliku nie ma klucza prywatnego, jest sam certyfikat.',
      act: 'Wyeksportuj certyfikat razem z kluczem prywatnym.',
    },
    'certificate-mismatch': {
      what: 'Certyfikat w pliku nie należy do klucza w tym samym pliku.',
      act: 'Poproś wystawcę o właściwą parę.',
    },
    'certificate-expired': {
      what: 'Ten certyfikat stracił już ważność.',
      act: 'Był ważny do {{date}}. Wczytaj nowszy.',
    },
    'certificate-early': {
      what: 'Ten certyfikat jeszcze nie jest ważny.',
      act: 'Będzie ważny od {{date}}. Sprawdź też datę w komputerze.',
    },
    'certificate-not-rsa': {
      what: 'Tym certyfikatem nie można podpisywać: jego klucz nie jest kluczem RSA.',
      act: 'Wybierz certyfikat przeznaczony do podpisu albo wczytaj ten jako certyfikat połączenia.',
    },
    'not-found': { what: 'Tego już nie ma.', act: 'Odśwież widok i sprawdź jeszcze raz.' },
    'wrong-password': { what: 'Login albo hasło się nie zgadza.', act: 'Sprawdź klawisz Caps Lock i wpisz jeszcze raz.' },
    'wrong-pin': { what: 'PIN się nie zgadza.', act: 'Wpisz go jeszcze raz albo zaloguj się hasłem.' },
    'pin-blocked': { what: 'PIN jest tu teraz nieczynny.', act: 'Zaloguj się hasłem.' },
    'wrong-code': { what: 'To nie jest kod odzyskiwania tej placówki.', act: 'Przepisz go jeszcze raz z wydruku.' },
    wait: { what: 'Za dużo błędnych prób.', act: 'Następna próba będzie możliwa za {{seconds}} s.' },
    'password-weak': {
      what: 'To hasło łatwo odgadnąć albo jest za krótkie.',
      act: 'Wybierz co najmniej {{min}} znaków, na przykład kilka niepowiązanych słów, bez nazwiska i loginu.',
    },
    'pin-weak': { what: 'Ten PIN łatwo odgadnąć.', act: 'Wybierz od 4 do 8 cyfr, nie kolejnych i nie jednakowych.' },
    'login-taken': { what: 'Ten login ma już ktoś inny.', act: 'Wybierz inny login.' },
    'last-administrator': {
      what: 'Po tej zmianie nikt nie mógłby zarządzać kontami.',
      act: 'Najpierw nadaj to uprawnienie innej osobie.',
    },
    'own-account': { what: 'Nikt nie zmienia własnych uprawnień.', act: 'Poproś o to inną osobę, która zarządza kontami.' },
    'accounts-untrusted': {
      what: 'Konta z centralnej e-rejestracji nie pasują do klucza tej placówki.',
      act: 'Zawiadom informatyka.',
    },
    'password-outdated': {
      what: 'Placówka wymieniła klucz, a to hasło go nie otwiera.',
      act: 'Poproś informatyka albo kierownika o nowe hasło.',
    },
    'clinic-key-changing': {
      what: 'Klucz placówki właśnie się zmienia, więc konta muszą poczekać.',
      act: 'Zaloguj się tu ponownie hasłem i spróbuj za chwilę.',
    },
    'accounts-unsent': {
      what: 'Zmiany kont z tego stanowiska nie dotarły jeszcze do centralnej e-rejestracji.',
      act: 'Spróbuj za chwilę.',
    },
    'central-needed': {
      what: 'Tego nie da się zrobić bez połączenia z centralną e-rejestracją. Niczego nie zmieniono.',
      act: 'Spróbuj, gdy połączenie wróci.',
    },
    'not-permitted': { what: 'Ta czynność wymaga innych uprawnień.', act: 'Poproś kierownika albo informatyka.' },
    'signed-out': { what: 'Ekran jest zablokowany albo nikt się nie zalogował.', act: 'Zaloguj się i spróbuj ponownie.' },
    forbidden: { what: 'To należy do innej poradni.', act: 'Skontaktuj się z tą poradnią.' },
    invalid: { what: 'Dane są niepełne albo mają zły kształt.', act: 'Sprawdź zaznaczone pola.' },
  },
} as const;
