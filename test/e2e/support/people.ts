/** Invented people: born on a day, told apart by a number. */
export interface Person {
  familyName: string;
  givenName: string;
  pesel: string;
}

export function person(familyName: string, givenName: string, firstTen: string): Person {
  const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
  const sum = [...firstTen].reduce((total, digit, index) => total + Number(digit) * (weights[index] as number), 0);
  return { familyName, givenName, pesel: `${firstTen}${(10 - (sum % 10)) % 10}` };
}

export const zofia = person('Testowska', 'Zofia', '9001011234');
export const ewa = person('Próbna', 'Ewa', '8502021234');
export const adam = person('Probierz', 'Adam', '7603031235');
