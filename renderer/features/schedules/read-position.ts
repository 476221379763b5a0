/** Degrees; Poland with a margin, so that the two swapped are seen. */
const bounds = { latitude: [48, 56], longitude: [13, 25] } as const;

/** A position as maps give it: `49.987, 20.065`, `49,987; 20,065`. null = none that lies in Poland. */
export function readPosition(text: string): { latitude: number; longitude: number } | null {
  const numbers = text.match(/\d+(?:[.,]\d+)?/g) ?? [];
  if (numbers.length !== 2 || /[^\d.,;\s°NEne]/.test(text)) return null;
  const [latitude, longitude] = numbers.map((number) => Number(number.replace(',', '.'))) as [number, number];
  const isIn = (value: number, [from, to]: readonly [number, number]) => value >= from && value <= to;
  return isIn(latitude, bounds.latitude) && isIn(longitude, bounds.longitude) ? { latitude, longitude } : null;
}

export function writePosition({ latitude, longitude }: { latitude: number | null; longitude: number | null }): string {
  const text = (value: number) => String(value).replace('.', ',');
  return latitude === null || longitude === null ? '' : `${text(latitude)}; ${text(longitude)}`;
}
