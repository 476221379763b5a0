import type { Queryable } from '../db/database.ts';

export interface ExamRecordEntry {
  pesel: string;
  insured?: boolean | undefined;
  exams?: { service: 'mammography' | 'cytology'; lastExamOn: string | null; exclusions: string[] }[] | undefined;
}

/** What eWUŚ and SIMP are to answer about an invented person (R36). What is not named stays. */
export async function saveExamRecord(database: Queryable, { pesel, insured, exams = [] }: ExamRecordEntry): Promise<void> {
  if (insured !== undefined) {
    await database.query(
      'insert into insurance_record values ($1, $2) on conflict (pesel) do update set insured = excluded.insured',
      [pesel, insured],
    );
  }
  for (const { service, lastExamOn, exclusions } of exams) {
    await database.query(
      `insert into programme_record values ($1, $2, $3::date, $4::text[]) on conflict (pesel, service)
       do update set last_exam_on = excluded.last_exam_on, exclusions = excluded.exclusions`,
      [pesel, service, lastExamOn, exclusions],
    );
  }
}
