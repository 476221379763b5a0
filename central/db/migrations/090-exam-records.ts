/**
 * What eWUŚ and SIMP know of people beside the exams that were booked here (R36): a row says only what differs from an
 * insured woman without exam and exclusion.
 */
export const examRecords = `
create table insurance_record (
  pesel text primary key,
  insured boolean not null
);
create table programme_record (
  pesel text not null,
  service text not null,
  last_exam_on date,
  exclusions text[] not null default '{}',
  primary key (pesel, service)
);
`;
