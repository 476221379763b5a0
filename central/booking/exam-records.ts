import type { ExamRecord } from '../../core/domain/exam-programme.ts';
import type { Service } from '../../core/domain/schedule.ts';
import type { Queryable } from '../db/database.ts';

export interface ExamQuestion {
  pesel: string;
  service: Service;
  /** The visit that is asked for does not stand in its own way. */
  visitKey: string | null;
}

/**
 * R36: eWUŚ and SIMP in one answer, for any number of questions in their order. Exams performed or booked here count in
 * whatever clinic they are.
 */
export function readExamRecords(database: Queryable, questions: readonly ExamQuestion[]): Promise<ExamRecord[]> {
  if (questions.length === 0) return Promise.resolve([]);
  return database.query<ExamRecord>(sql, [JSON.stringify(questions)]);
}

const sql = `
select coalesce(i.insured, true) as insured,
  greatest(r.last_exam_on, e.performed_on)::text as "lastExamOn",
  coalesce(r.exclusions, '{}') as exclusions,
  e.booked_on::text as "bookedOn"
from jsonb_array_elements($1::jsonb) with ordinality as asked(q, n)
left join insurance_record i on i.pesel = q->>'pesel'
left join programme_record r on r.pesel = q->>'pesel' and r.service = q->>'service'
cross join lateral (
  select max((v.starts_at at time zone 'Europe/Warsaw')::date) filter (where v.status = 'fulfilled') as performed_on,
    min((v.starts_at at time zone 'Europe/Warsaw')::date)
      filter (where v.status in ('booked', 'arrived') and v.key is distinct from q->>'visitKey') as booked_on
  from patient p join visit v on v.patient_id = p.id
  where p.pesel = q->>'pesel' and v.service = q->>'service'
) e
order by asked.n`;
