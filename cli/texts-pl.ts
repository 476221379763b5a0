import type { Texts } from './texts.ts';

export const polish: Texts = {
  usage: `użycie: okienko <polecenie> [--data KATALOG] [--central ADRES] [--client PLIK] [--json]
  check                        czy to stanowisko jest w porządku? kod wyjścia 0 tylko wtedy, gdy jest
  import <katalog> [--dry-run] wczytuje personel, grafiki, wizyty i liczby AP-KOLCE i zasila centralę
  status                       połączenie, kolejka, zadania
  diagnostics <PLIK>           jeden plik dla pomocy technicznej (zip): stany, wersje, dziennik; bez danych osobowych
  backup [--to PLIK]           robi teraz sprawdzoną kopię zapasową dziennika
  restore [--from PLIK]        stawia najnowszą dobrą kopię (lub PLIK) w miejsce dziennika; niczego nie kasuje
  rescue export --to PLIK      to, co nie dotarło do centrali, zaszyfrowane; kod jest wypisywany jeden raz
  rescue import --from PLIK --code-file PLIK
                               przejmuje taki plik na innym stanowisku przychodni; nic nie wykona się dwa razy
  export --to PLIK --first DATA --last DATA [--plain]
                               wszystkie wizyty z tych dni jako CSV, zaszyfrowane kodem wypisywanym jeden raz; --plain: bez szyfrowania
  export open --from PLIK --code-file PLIK --to PLIK
                               CSV z takiego zaszyfrowanego pliku
  keys rotate                  nowy klucz danych tego komputera: bazy i kopie zapasowe szyfrują się od nowa
  keys rotate-clinic           nowy klucz placówki dla wszystkich stanowisk, gdy odszedł ktoś z dostępem; raz wypisuje nowy kod odzyskiwania
  audit export --to PLIK       dziennik zdarzeń stanowiska: CSV albo wiersze JSON, gdy PLIK kończy się na .jsonl
  certificates                 certyfikaty placówki i do kiedy są ważne
  certificates import PLIK [--signing] [--code-file PLIK]
                               bierze plik .p12/.pfx do użytku od razu; o hasło pyta (albo czyta pierwszy wiersz wejścia)
  certificates remove [--signing]
                               stanowisko przestaje się nim przedstawiać (albo podpisywać)
  drain                        czeka, aż centrala dostanie wszystko, co tu wpisano

  --account LOGIN --password-file PLIK
                               to, co wolno tylko kierownikowi (export, audit); zainstalowany program musi być wtedy zamknięty
kod wyjścia: 0 wszystko w porządku, 1 nie, 2 złe wywołanie`,
  unknownCommand: (word) => `nieznane polecenie: ${word}`,
  keys: {
    refused: (codes) => `nie wymieniono: ${codes}`,
    running: 'Działający program zamyka dane, wymienia klucz i otwiera je ponownie.',
    atNextStart: 'Klucz zostanie wymieniony przy najbliższym uruchomieniu programu.',
    clinicDone: 'Klucz placówki został wymieniony. Na każdym stanowisku ktoś raz zaloguje się hasłem.',
    clinicWithout: (names) => `Bez nowego klucza, dopóki informatyk nie nada im nowych haseł: ${names}`,
    keepClinicCode: 'Zapisz nowy kod odzyskiwania i schowaj poza komputerem; poprzedni już nie działa.',
    clinicWaits:
      'Centralna e-rejestracja jeszcze nie odpowiedziała: wymianę dokończy program, a kod poda ponowne: okienko keys rotate-clinic',
    done: 'Klucz danych został wymieniony. Każdy loguje się od nowa.',
    failed: (why) => `Klucza danych nie wymieniono: ${why}`,
  },
  takesNo: (command, word) => `polecenie ${command} nie przyjmuje: ${word}`,
  oneOf: (command, choices) => `${command}: ${choices.join(' czy ')}?`,
  toWhichFile: (command) => `${command}: do którego pliku (--to)?`,
  whichCertificate: 'certificates: import którego pliku (PLIK) czy remove?',
  filePassword: 'Hasło do pliku:',
  noChain: 'W pliku brakuje certyfikatu wystawcy; jeśli połączenie się nie uda, poproś o plik z całym łańcuchem.',
  noCertificates: 'nie wczytano żadnego certyfikatu',
  certificateLine: (days, subject, issuer) => `(dni: ${days})  ${subject}, wystawca: ${issuer}`,
  whichFolder: 'import: który katalog?',
  rescueImportNeeds: 'rescue import: --from PLIK --code-file PLIK',
  exportNeedsDays: 'export: --first i --last w postaci RRRR-MM-DD, pierwszy dzień nie późniejszy niż ostatni',
  exportOpenNeeds: 'export open: --from PLIK --code-file PLIK --to PLIK',
  fixedFolder:
    'Zainstalowany program ma jeden katalog danych i swoją centralę: --data, --central i --client są dla kopii roboczych.',
  noDesk: (dataDir) => `W katalogu ${dataDir} nie ma stanowiska.`,
  unreadable: (code) => `Danych nie da się odczytać (${code}).`,
  keyInFile: (file) => `Dane są zaszyfrowane kluczem z pliku ${file}; ma go też każdy, kto może czytać ten katalog.`,
  keyElsewhere: (dataDir) =>
    `Klucz do ${dataDir} przechowuje konto użytkownika programu: uruchom program, a potem powtórz polecenie.`,
  keySealed:
    'To konto komputera nie otworzy klucza danych: wykonaj polecenie na koncie, na którym działa Okienko, albo uruchom program i powtórz polecenie.',
  noKeyFile: (dataDir) =>
    `W katalogu ${dataDir} nie ma pliku data.key. Zainstalowany program sam odtwarza dziennik przy starcie.`,
  filesNotRead: 'Program działa, więc jego pliki nie zostały przeczytane w całości.',
  fromStatusFile: (minutes) => `Stanowiska nie da się zapytać: to zapis programu sprzed ${minutes} min.`,
  notPermitted:
    'Wolno to tylko kierownikowi: zamknij program i podaj --account LOGIN --password-file PLIK. Niczego nie zapisano.',
  signInRefused: (code) => `Nie udało się zalogować na to konto (${code}). Niczego nie zapisano.`,
  keepCode: 'Zapisz kod i trzymaj go osobno od pliku: bez niego nikt pliku nie otworzy.',
  plainExport: 'Plik nie jest zaszyfrowany: kto go dostanie, przeczyta nazwiska, numery PESEL i telefony.',
  notOpened: {
    'data-folder-in-use': (dataDir) => `${dataDir} jest używany przez inny program, który nie odpowiada.`,
    'newer-file': (dataDir) =>
      `${dataDir} zapisała nowsza wersja programu. Niczego nie zmieniono: zainstaluj tę wersję lub nowszą.`,
    'journal-unreadable': (dataDir) =>
      `journal.db w ${dataDir} jest uszkodzony i żadna kopia się nie otwiera, albo to nie jego klucz. Niczego nie zmieniono.`,
    'other-clinic': (dataDir) => `${dataDir} zawiera dane innej przychodni niż podane konto.`,
    'training-forbidden': () => 'Zasady tego komputera nie pozwalają na tryb szkoleniowy.',
    'policy-clinic': (dataDir) => `Zasady tego komputera wskazują inną przychodnię niż dane w ${dataDir}. Niczego nie zmieniono.`,
    'disk-full': (dataDir) => `Dysk z katalogiem ${dataDir} jest pełny. Niczego nie zmieniono; zwolnij miejsce i powtórz.`,
    'folder-read-only': (dataDir) =>
      `W ${dataDir} nie można niczego zapisać: sprawdź uprawnienia i czy dysk nie jest tylko do odczytu.`,
    'folder-unusable': (dataDir) => `${dataDir} nie jest katalogiem, w którym da się otworzyć bazy danych.`,
    'disk-error': (dataDir) =>
      `Dysku z katalogiem ${dataDir} nie da się czytać lub zapisywać. Niczego nie zmieniono; najpierw sprawdź dysk.`,
    'network-drive': (dataDir) => `${dataDir} leży na dysku sieciowym. Wybierz katalog na dysku tego komputera.`,
    'roaming-profile': (dataDir) => `${dataDir} leży w profilu mobilnym. Wybierz katalog, który zostaje na tym komputerze.`,
    'backup-bad': (dataDir) =>
      `Kopii zapasowej, która musi powstać przed aktualizacją ${dataDir}, nie da się odczytać. Niczego nie zmieniono.`,
  },
};
