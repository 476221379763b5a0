/** The first run, and the connection to central. */
export const connect = {
  steps: {
    label: 'Pierwsze uruchomienie',
    connect: 'Połączenie',
    administrator: 'Pierwsze konto',
    code: 'Kod odzyskiwania',
    import: 'Dane placówki',
    done: 'gotowe',
    here: 'teraz',
  },
  begin: {
    title: 'Witaj w Okienku',
    lead: 'Cztery krótkie kroki, razem około pięciu minut. Można przerwać w każdej chwili: program wróci do tego samego kroku.',
    connect: 'Połącz z centralną e-rejestracją',
    connectMeans: 'Potrzebny jest plik albo kod stanowiska od administratora centralnej e-rejestracji.',
    tryIt: 'Wypróbuj z przychodnią pokazową',
    tryItMeans: 'Ten sam program ze zmyślonymi danymi. Nic z niego nie trafi do prawdziwej rejestracji.',
    forbidden: 'Administrator wyłączył na tym komputerze tryb szkoleniowy.',
  },
  form: {
    title: 'Połączenie z centralną e-rejestracją',
    lead: 'Wczytaj plik stanowiska, a pola wypełnią się same.',
    file: 'Wczytaj plik stanowiska…',
    paste: 'Wklej kod albo klucz',
    text: 'Kod stanowiska albo klucz prywatny',
    textHelp: 'Zawartość pliku stanowiska, kod z listu albo klucz (JWK, PEM).',
    unread: 'W tym tekście nie ma danych stanowiska. Sprawdź, czy plik jest cały, albo poproś o niego jeszcze raz.',
    keyRead: 'Klucz stanowiska wczytany',
    wantsCertificate: 'Potrzebny jest też certyfikat placówki',
    certificateRead: 'Certyfikat placówki wczytany',
    certificate: 'Wczytaj certyfikat…',
    keyKept: 'Pozostanie klucz, który to stanowisko już ma',
    keyMissing: 'Brakuje klucza stanowiska',
    address: 'Adres centralnej e-rejestracji',
    clinicId: 'Identyfikator placówki',
    clientId: 'Identyfikator stanowiska',
    fixed: 'Ustawił administrator tego komputera',
    back: 'Wróć',
    save: 'Sprawdź i połącz',
    checking: 'Sprawdzanie kolejno: sieć, szyfrowanie, zegar, stanowisko, placówka…',
    saved: 'Połączono. Program otwiera dane placówki…',
    nothingKept: 'Nic nie zostało zapisane.',
  },
  trouble: {
    title: 'Nie udało się połączyć',
    'address-invalid': { what: 'To nie jest adres.', act: 'Wpisz go tak, jak podał administrator, na przykład cer.example.' },
    'not-https': {
      what: 'Ten adres nie szyfruje połączenia.',
      act: 'Adres musi zaczynać się od https://; bez szyfrowania dane pacjentów nie mogą wyjść z komputera.',
    },
    'not-central': {
      what: 'Pod tym adresem odpowiada coś innego niż centralna e-rejestracja.',
      act: 'Sprawdź adres, także jego końcówkę po ukośniku.',
    },
    'no-answer': {
      what: 'Centralna e-rejestracja nie odpowiada.',
      act: 'Sprawdź, czy działa internet i VPN, i spróbuj za chwilę.',
    },
    busy: { what: 'Centralna e-rejestracja jest teraz zajęta.', act: 'Spróbuj za minutę; adres jest dobry.' },
    'key-invalid': {
      what: 'W podanym pliku albo kodzie nie ma klucza, którym można podpisywać.',
      act: 'Wczytaj cały plik stanowiska; sam certyfikat albo klucz publiczny nie wystarczy.',
    },
    'desk-refused': {
      what: 'Centralna e-rejestracja nie zna tego stanowiska albo klucz do niego nie pasuje.',
      act: 'Sprawdź identyfikator stanowiska; jeśli jest dobry, poproś o nowy plik stanowiska.',
    },
    clock:
      'Zegar tego komputera różni się o {{minutes}} min. Ustaw go i spróbuj ponownie: podpis stanowiska liczy się co do minuty.',
    'clinic-refused': {
      what: 'Centralna e-rejestracja zna to stanowisko, ale nie w tej placówce.',
      act: 'Sprawdź identyfikator placówki.',
    },
    'policy-address': {
      what: 'Administrator tego komputera ustawił inny adres.',
      act: 'Użyj adresu, który już stoi w polu, albo poproś o zmianę zasad (centralUrl).',
    },
    'policy-clinic': {
      what: 'Administrator tego komputera ustawił inną placówkę.',
      act: 'Wczytaj plik stanowiska tej placówki albo poproś o zmianę zasad (clinicId).',
    },
    'other-clinic': {
      what: 'Na tym komputerze są dane innej placówki i nie mogą przejść do tej.',
      act: 'Wróć do poprzedniego połączenia; inna placówka potrzebuje własnego komputera albo użytkownika systemu.',
    },
    'not-permitted': {
      what: 'Połączenie zmienia informatyk po zalogowaniu.',
      act: 'Zaloguj się na konto z uprawnieniem informatyka.',
    },
  },
  import: {
    title: 'Ostatni krok: dane placówki',
    body: 'Wczytaj lekarzy, grafiki i umówione wizyty z dotychczasowego programu albo arkusza. Można też zacząć od pustego grafiku.',
    open: 'Wczytaj pliki',
    skip: 'Zakończ bez plików',
    finish: 'Zakończ pierwsze uruchomienie',
  },
  settings: {
    title: 'Połączenie z centralną e-rejestracją',
    help: 'Nowy adres albo nowy klucz tego stanowiska. Placówka pozostaje ta sama.',
    change: 'Zmień połączenie…',
  },
} as const;
