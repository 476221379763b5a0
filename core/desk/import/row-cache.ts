/** What follows from a row alone is worked out once per row, however often a draft is checked. `of` = what it depends on besides. */
export function perRow<Row extends object, Value>(): (row: Row, of: string, make: () => Value) => Value {
  const known = new WeakMap<Row, { of: string; value: Value }>();
  return (row, of, make) => {
    const found = known.get(row);
    if (found?.of === of) return found.value;
    const value = make();
    known.set(row, { of, value });
    return value;
  };
}
