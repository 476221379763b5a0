/** ISO dates, instants without fractions and ids sort as text, by code unit. */
export const compareText = (left: string | null, right: string | null): number => {
  const [a, b] = [left ?? '', right ?? ''];
  return a < b ? -1 : Number(a > b);
};
