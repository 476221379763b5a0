import type { ExistingRows } from './import-plan.ts';

/**
 * Each row of the desk is looked up once while a draft is corrected: a check after one cell asks the same thousands again.
 * The import itself never plans with these.
 */
export function rememberedRows(rows: ExistingRows): ExistingRows {
  return {
    schedules: rows.schedules,
    patient: remembered(rows.patient),
    patientByPesel: remembered(rows.patientByPesel),
    visit: remembered(rows.visit),
    activeVisitAt: remembered(rows.activeVisitAt),
  };
}

function remembered<Row>(find: (key: string) => Row): (key: string) => Row {
  const found = new Map<string, Row>();
  return (key) => {
    if (!found.has(key)) found.set(key, find(key));
    return found.get(key) as Row;
  };
}
