/** Polish sentences of the patient's pages. Refusals say what happened and what can be done now; the patient reads them. */
import type { Policy } from '../../core/domain/policy.ts';
import type { Refusal, RefusalCode } from '../../core/domain/refusal.ts';
import type { CancelReason, VisitStatus } from '../../core/domain/visit.ts';
import { explainExam } from './exam-texts.ts';

export interface Explained {
  what: string;
  act: string;
}

const refusals: Partial<Record<RefusalCode, Explained>> = {
  'slot-taken': { what: 'Ten termin został przed chwilą zajęty.', act: 'Wybierz inny termin.' },
  'slot-held': { what: 'Ktoś właśnie umawia ten termin.', act: 'Wybierz inny termin albo spróbuj za 5 minut.' },
  'slot-gone': { what: 'Tego terminu nie ma już w grafiku przychodni.', act: 'Wybierz inny termin.' },
  'slot-past': { what: 'Ten termin już minął.', act: 'Wybierz późniejszy termin.' },
  'outside-window': {
    what: 'Na tak odległy dzień nie można się jeszcze umówić.',
    act: 'Wybierz wcześniejszy termin albo zapisz się do poczekalni.',
  },
  'wrong-slot-kind': { what: 'To termin wizyty kontrolnej.', act: 'Wybierz termin pierwszej wizyty.' },
  'remote-first-visit': { what: 'Pierwsza wizyta odbywa się na miejscu w przychodni.', act: 'Wybierz inny termin.' },
  'first-visits-only': { what: 'W IKP można umówić tylko pierwszą wizytę.', act: 'Wizytę kontrolną umów w przychodni.' },
  'clinic-changes-only': { what: 'Termin wizyty kontrolnej zmienia tylko przychodnia.', act: 'Zadzwoń do przychodni.' },
  'exam-not-movable': { what: 'Terminu badania nie można zmienić.', act: 'Odwołaj badanie i umów nowe.' },
  'referral-missing': {
    what: 'Na tę wizytę potrzebne jest e-skierowanie.',
    act: 'Wpisz 4-cyfrowy kod albo 44-cyfrowy klucz e-skierowania.',
  },
  'referral-invalid': {
    what: 'Kod e-skierowania ma 4 cyfry, a klucz 44 cyfry.',
    act: 'Sprawdź numer w SMS-ie, e-mailu albo na wydruku i wpisz go jeszcze raz.',
  },
  'referral-used': {
    what: 'Na to e-skierowanie jest już umówiona wizyta albo zgłoszenie w poczekalni.',
    act: 'Zmień tamten termin albo poproś lekarza o nowe e-skierowanie.',
  },
  'referral-cancelled': {
    what: 'To e-skierowanie zostało anulowane przez wystawcę.',
    act: 'Zapytaj lekarza, który je wystawił, o nowe e-skierowanie.',
  },
  'contact-missing': {
    what: 'Brakuje telefonu i adresu e-mail.',
    act: 'Podaj numer telefonu albo adres e-mail. Może należeć do bliskiej osoby.',
  },
  'contact-invalid': { what: 'Numer telefonu albo adres e-mail jest niepoprawny.', act: 'Podaj jeden numer albo jeden adres.' },
  'guardian-missing': {
    what: 'Za niepełnoletnią osobę działa rodzic albo opiekun.',
    act: 'Podaj kontakt rodzica albo opiekuna.',
  },
  'age-mismatch': { what: 'Ta poradnia nie przyjmuje osób w tym wieku.', act: 'Wybierz poradnię dla dzieci albo dla dorosłych.' },
  'code-mismatch': { what: 'E-skierowanie nie jest do tej poradni.', act: 'Wybierz poradnię zgodną z e-skierowaniem.' },
  'identity-missing': { what: 'Brakuje imienia albo nazwiska.', act: 'Wpisz imię i nazwisko.' },
  'not-covered': { what: 'Ta poradnia nie jest objęta centralną e-rejestracją.', act: 'Umów się bezpośrednio w przychodni.' },
  'reason-missing': { what: 'Nie wybrano powodu.', act: 'Wybierz powód z listy.' },
  'visit-started': { what: 'Ta wizyta już się zaczęła.', act: 'Skontaktuj się z przychodnią.' },
  'visit-not-active': { what: 'Ta wizyta jest już odwołana albo zakończona.', act: 'Sprawdź listę wizyt.' },
  'stale-version': { what: 'Ta wizyta właśnie się zmieniła.', act: 'Sprawdź ją jeszcze raz na liście wizyt.' },
  'entry-not-open': { what: 'To zgłoszenie jest już zamknięte.', act: 'Sprawdź listę zgłoszeń.' },
  'pesel-invalid': { what: 'Numer PESEL jest niepoprawny.', act: 'Wpisz 11 cyfr bez pomyłki.' },
  'not-found': { what: 'Tego już nie ma.', act: 'Wróć do listy wizyt i sprawdź jeszcze raz.' },
};

const unknown: Explained = {
  what: 'Tego nie udało się zrobić; nic się nie zmieniło.',
  act: 'Spróbuj jeszcze raz albo zadzwoń do przychodni.',
};

export const explain = ({ code, facts }: Pick<Refusal, 'code' | 'facts'>): Explained =>
  code === 'not-eligible' ? explainExam(facts) : (refusals[code] ?? unknown);

/** What forms that succeeded say on the next page; the address carries only the word. */
export const successes: Record<string, Explained> = {
  umowiona: { what: 'Wizyta jest umówiona.', act: 'Potwierdzenie przyjdzie na podany telefon albo e-mail.' },
  zmieniona: { what: 'Termin jest zmieniony.', act: 'Potwierdzenie przyjdzie na podany telefon albo e-mail.' },
  badanie: { what: 'Badanie jest umówione.', act: 'Potwierdzenie przyjdzie na podany telefon albo e-mail.' },
  'badanie-zmienione': {
    what: 'Poprzedni termin badania jest odwołany, a nowy umówiony.',
    act: 'Potwierdzenie przyjdzie na podany telefon albo e-mail.',
  },
  odwolana: { what: 'Wizyta jest odwołana.', act: 'Termin dostanie ktoś inny.' },
  zapisane: { what: 'Ustawienie jest zapisane.', act: '' },
  'w-poczekalni': { what: 'Zgłoszenie jest w poczekalni.', act: 'Gdy znajdzie się termin, przyjdzie wiadomość.' },
  usuniete: { what: 'Zgłoszenie jest usunięte z poczekalni.', act: '' },
  kryteria: { what: 'Nowe kryteria są zapisane.', act: 'Prognoza jest już policzona od nowa.' },
};

export const reasonNames: Partial<Record<CancelReason, string>> = {
  illness: 'choroba',
  'no-transport': 'brak dojazdu',
  'other-date': 'potrzebny inny termin albo inna przychodnia',
  resignation: 'rezygnacja',
  other: 'inny powód',
  'sms-reply': 'odpowiedź na SMS',
  'practitioner-absent': 'nieobecność lekarza',
  breakdown: 'awaria w przychodni',
  'schedule-change': 'zmiana grafiku przychodni',
  'desk-error': 'pomyłka w przychodni',
};

export const statusNames: Record<VisitStatus, string> = {
  booked: 'umówiona',
  arrived: 'trwa',
  fulfilled: 'odbyła się',
  cancelled: 'odwołana',
  'no-show': 'nieobecność',
};

/** Names of clinic codes, part VIII of the resort code. */
export const codeNames: Record<string, string> = {
  '1100': 'poradnia kardiologiczna',
  '1101': 'poradnia kardiologiczna dla dzieci',
  '1102': 'poradnia nadciśnienia tętniczego',
  '1103': 'poradnia nadciśnienia tętniczego dla dzieci',
  '1104': 'poradnia wad serca',
  '1105': 'poradnia wad serca dla dzieci',
  MMG: 'mammografia',
  CYT: 'cytologia',
};

/** R47: what patients must be told, in plain words. Numbers are the policy's. */
export function rulesInPlainWords({
  searchWindowDays,
  examWindowDays,
  shortNoticeHours,
  notifications,
}: Policy): [string, string[]][] {
  const days = [...notifications.reminderDaysBefore].sort((a, b) => b - a).map((n) => (n === 1 ? '1 dzień' : `${n} dni`));
  return [
    [
      'Przychodnie i terminy',
      [
        'Na liście są przychodnie, które dołączyły do centralnej e-rejestracji i udostępniły wolne terminy. Gdy wolnych terminów zabraknie, przychodnia znika z listy, a gdy się pojawią, wraca.',
        `Pierwszą wizytę można umówić na najbliższe ${searchWindowDays} dni, a badanie profilaktyczne na ${examWindowDays} dni.`,
        'Potrzebne jest e-skierowanie oraz telefon albo e-mail. Na jedno e-skierowanie przypada jedna wizyta albo jedno zgłoszenie w całej Polsce.',
        'Pierwsza wizyta odbywa się na miejscu. Wizyty kontrolne umawia przychodnia.',
      ],
    ],
    [
      'Poczekalnia',
      [
        `Gdy w ciągu ${searchWindowDays} dni nie ma pasującego terminu, można zapisać się do poczekalni. Codziennie szuka ona terminu dla każdej czekającej osoby.`,
        'O kolejności decydują: kategoria ze skierowania, uprawnienia do świadczeń poza kolejnością i chwila zgłoszenia.',
        'Kryteria można zmienić w każdej chwili. Im mniej kryteriów, tym bliższy termin. Prognoza zmienia się razem z nimi, a prawdziwy termin może być wcześniejszy.',
        'Gdy znajdzie się termin, wizyta umawia się sama i przychodzi wiadomość. Termin, który nie pasuje, można zmienić, jeśli jest inny wolny, odwołać albo usunąć zgłoszenie.',
      ],
    ],
    [
      'Zmiana i odwołanie',
      [
        'Wizytę można odwołać do chwili jej rozpoczęcia: w IKP, w przychodni albo odpowiadając NIE na SMS.',
        'Po odwołaniu pierwszej wizyty u kardiologa zgłoszenie wraca do poczekalni. Kto tego nie chce, musi je usunąć.',
        `Termin zwolniony wcześniej niż ${shortNoticeHours} godz. przed wizytą dostaje osoba z poczekalni. Zwolniony później może wziąć każdy, kto właśnie szuka.`,
        'Po odwołaniu wizyty kontrolnej nowy termin ustala się z przychodnią.',
        'Przy zmianie dotychczasowy termin zostaje, dopóki nowy nie jest potwierdzony.',
        'Przy zmianie terminu badania profilaktycznego poprzedni termin jest odwoływany, a nowy umawiany od razu po nim.',
      ],
    ],
    [
      'Wiadomości',
      [
        `Wiadomość przychodzi po umówieniu, zmianie i odwołaniu, a przypomnienia ${days.join(' i ')} przed wizytą. Na SMS z przypomnieniem można odpisać NIE, aby odwołać wizytę.`,
      ],
    ],
  ];
}
