/** `58•••••••24`: enough to tell two people apart, not enough to be read over a shoulder. */
export function maskPesel(pesel: string): string {
  return `${pesel.slice(0, 2)}•••••••${pesel.slice(-2)}`;
}

/** `+48 730 ••• •48` of a number in E.164. */
export function maskPhone(phone: string): string {
  const polish = /^\+48(\d{3})\d{4}(\d{2})$/.exec(phone);
  return polish ? `+48 ${polish[1]} ••• •${polish[2]}` : `${phone.slice(0, 3)} ••• •${phone.slice(-2)}`;
}
