import { useEffect, useState } from 'react';
import type { ImportFault, ImportFaultPage, ImportFaultRow } from '../../../core/contract/import-draft-views.ts';
import { useDesk } from '../../app/desk-client.ts';

export const pageSize = 50;
export type Shown = ImportFault | 'settled';

const isSame = (a: ImportFaultRow, b: ImportFaultRow) => a.line === b.line && a.file === b.file;

/** One page of faulty rows. A corrected row stays where it is, checked again, until the page is asked for anew. */
export function useFaultRows(of: Shown) {
  const { client } = useDesk();
  const [asked, setAsked] = useState({ of, from: 0, number: 0 });
  const [page, setPage] = useState<ImportFaultPage | null>(null);
  const now = asked.of === of ? asked : { ...asked, of, from: 0 };
  const { from, number } = now;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number asks for the same page again
  useEffect(() => {
    let wanted = true;
    client.importDraft.rows({ of, from, count: pageSize }).then(
      (rows) => wanted && setPage(rows),
      () => wanted && setPage({ rows: [], total: 0 }),
    );
    return () => {
      wanted = false;
    };
  }, [client, of, from, number]);
  return {
    page,
    from,
    show: (first: number) => setAsked({ of, from: first, number }),
    again: () => setAsked({ of, from: 0, number: number + 1 }),
    patch: (fresh: readonly ImportFaultRow[]) =>
      setPage((shown) => shown && { ...shown, rows: shown.rows.map((row) => fresh.find((each) => isSame(each, row)) ?? row) }),
  };
}
