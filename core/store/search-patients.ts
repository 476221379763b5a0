import type { Database } from './database.ts';
import type { PatientHitRow } from './desk-store.ts';
import { searchPrefixes } from './search-text.ts';

/** One typed letter fits a third of all patients: the first so many are put in order, the next letter narrows them. */
const candidates = 400;
const columns = 'id, version, family_name, given_name, pesel, birth_date, phone, second_phone, sort_name, body';

interface Found extends PatientHitRow {
  sort_name: string;
}

/** Each word typed must begin a name, PESEL or phone. The copy is asked through its word index, the small overlay row by row. */
export function patientSearch(database: Database) {
  const inCopy = database.prepare<unknown[], Found>(`
    SELECT ${columns}, 'confirmed' AS truth, NULL AS intent_id FROM copy.patient
    WHERE number IN (
      SELECT number FROM copy.patient INDEXED BY patient_order
      WHERE number IN (SELECT rowid FROM copy.patient_words WHERE patient_words MATCH ? LIMIT ${candidates})
        AND NOT EXISTS (SELECT 1 FROM temp.o_patient o WHERE o.id = patient.id)
      ORDER BY sort_name, id LIMIT ?)
    ORDER BY sort_name, id`);

  return (text: string, limit: number): PatientHitRow[] => {
    const prefixes = searchPrefixes(text);
    if (prefixes.length === 0) return [];
    const match = prefixes.map((prefix) => `${prefix}*`).join(' AND ');
    const fits = prefixes.map(() => "instr(' ' || search, ?) > 0").join(' AND ');
    const inOverlay = database.prepare<unknown[], Found>(
      `SELECT ${columns}, truth, intent_id FROM temp.o_patient WHERE ${fits} ORDER BY sort_name, id LIMIT ?`,
    );
    const found = [...inCopy.all(match, limit), ...inOverlay.all(...prefixes.map((prefix) => ` ${prefix}`), limit)];
    return found
      .sort((a, b) => (a.sort_name < b.sort_name ? -1 : Number(a.sort_name > b.sort_name)))
      .slice(0, limit)
      .map(({ sort_name: _, ...row }) => row);
  };
}
