/** Which slot an arrow, Home or End leads to; null when the key means something else or there is nowhere to go. */
export function moveInStrip<Item>(columns: readonly (readonly Item[])[], from: Item, key: string): Item | null {
  const column = columns.findIndex((items) => items.includes(from));
  if (column < 0) return null;
  const row = columns[column]?.indexOf(from) ?? 0;
  switch (key) {
    case 'ArrowDown':
      return columns[column]?.[row + 1] ?? null;
    case 'ArrowUp':
      return columns[column]?.[row - 1] ?? null;
    case 'ArrowRight':
      return beside(columns[column + 1], row);
    case 'ArrowLeft':
      return beside(columns[column - 1], row);
    case 'Home':
      return columns[0]?.[0] ?? null;
    case 'End':
      return columns.at(-1)?.[0] ?? null;
    default:
      return null;
  }
}

const beside = <Item>(column: readonly Item[] | undefined, row: number): Item | null => column?.[row] ?? column?.at(-1) ?? null;
