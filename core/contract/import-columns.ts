/** What a file of an import is about. */
export type ImportRole = 'visits' | 'schedules' | 'staff' | 'ap-kolce';

/** What a column of a file holds. */
export type ImportColumn =
  | 'actor'
  | 'npwz'
  | 'code'
  | 'unit'
  | 'weekday'
  | 'from'
  | 'to'
  | 'minutes'
  | 'firstEvery'
  | 'room'
  | 'validFrom'
  | 'validTo'
  | 'mode'
  | 'payer'
  | 'date'
  | 'time'
  | 'patient'
  | 'familyName'
  | 'givenName'
  | 'pesel'
  | 'phone'
  | 'secondPhone'
  | 'email'
  | 'kind'
  | 'referral'
  | 'category'
  | 'note'
  | 'serviceCode'
  | 'month'
  | 'count';

/** What a person said of a file whose header the program does not recognise: its role, and the header of each column. */
export interface ImportMapping {
  role: ImportRole;
  columns: Partial<Record<ImportColumn, string>>;
}

interface RoleColumns {
  /** In the order in which a person is asked for them. */
  columns: readonly ImportColumn[];
  /** Without one of each group the file cannot have this role. */
  required: readonly (readonly ImportColumn[])[];
}

export const columnsOf: Readonly<Record<ImportRole, RoleColumns>> = {
  visits: {
    columns: [
      ...(['date', 'time', 'actor', 'code', 'patient', 'familyName', 'givenName', 'pesel', 'phone', 'secondPhone'] as const),
      ...(['email', 'kind', 'referral', 'category', 'note'] as const),
    ],
    required: [['date'], ['time'], ['actor'], ['patient', 'familyName']],
  },
  schedules: {
    columns: [
      ...(['actor', 'code', 'weekday', 'from', 'to', 'minutes', 'firstEvery', 'room', 'validFrom', 'validTo'] as const),
      ...(['mode', 'payer'] as const),
    ],
    required: [['actor'], ['weekday'], ['from'], ['to'], ['minutes']],
  },
  staff: { columns: ['actor', 'npwz', 'code', 'unit'], required: [['actor'], ['code']] },
  'ap-kolce': { columns: ['serviceCode', 'month', 'count'], required: [['serviceCode'], ['month'], ['count']] },
};

export const importColumns: readonly ImportColumn[] = [...new Set(Object.values(columnsOf).flatMap(({ columns }) => columns))];

/** Which columns are still to be named before the file can be read in this role: the first of each group. */
export function missingColumns({ role, columns }: ImportMapping): ImportColumn[] {
  return columnsOf[role].required
    .filter((group) => !group.some((column) => columns[column]))
    .map(([first]) => first as ImportColumn);
}
