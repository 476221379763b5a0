import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectTrouble, EnrolmentView } from '../../../core/contract/connect-views.ts';
import { useDesk } from '../../app/desk-client.ts';

export interface ConnectFields {
  address: string;
  clinicId: string;
  clientId: string;
}

const empty: ConnectFields = { address: '', clinicId: '', clientId: '' };

/** The connection as it is being filled in: by a file, by hand, and by what IT has fixed. */
export function useConnect(onSaved: () => void = () => undefined) {
  const { orpc, client } = useDesk();
  const view = useQuery(orpc.connect.view.queryOptions()).data;
  const [typed, setTyped] = useState<Partial<ConnectFields>>({});
  const [text, setText] = useState('');
  const [read, setRead] = useState<EnrolmentView | null>(null);
  const [state, setState] = useState<'filling' | 'checking' | 'saved'>('filling');
  const [trouble, setTrouble] = useState<ConnectTrouble | null>(null);
  const fixed = view?.fixed;
  const current = view?.current ?? null;
  const begun = current ? { ...empty, ...current, address: current.fhirUrl } : empty;
  const fields: ConnectFields = {
    address: fixed?.fhirUrl ?? typed.address ?? begun.address,
    clinicId: fixed?.clinicId ?? typed.clinicId ?? begun.clinicId,
    clientId: typed.clientId ?? begun.clientId,
  };
  const hasKey = read?.hasKey ?? false;

  async function load(content: string): Promise<void> {
    setText(content);
    setTrouble(null);
    const found = content.trim() === '' ? null : await client.connect.read({ text: content });
    setRead(found);
    if (!found) return;
    const { fhirUrl, clinicId, clientId } = found;
    setTyped((before) => ({
      ...before,
      ...(fhirUrl !== null && { address: fhirUrl }),
      ...(clinicId !== null && { clinicId }),
      ...(clientId !== null && { clientId }),
    }));
  }

  function save(): void {
    if (state !== 'filling') return;
    setState('checking');
    setTrouble(null);
    const clinicName = read?.clinicName ?? current?.clinicName;
    const wanted = { ...fields, ...(clinicName && { clinicName }), keyText: hasKey ? text : null };
    client.connect.save(wanted).then(
      (result) => {
        setState(result.ok ? 'saved' : 'filling');
        if (result.ok) onSaved();
        else setTrouble(result.trouble);
      },
      () => {
        // The desk opens anew with the connection: its answer may be lost on the way, the session tells.
        setState('saved');
        onSaved();
      },
    );
  }

  return {
    fields,
    fixed: { address: fixed?.fhirUrl != null, clinicId: fixed?.clinicId != null },
    change: (some: Partial<ConnectFields>) => setTyped((before) => ({ ...before, ...some })),
    text,
    load,
    /** A text was given that holds nothing of a desk. */
    unread: read !== null && !hasKey && read.clientId === null && read.fhirUrl === null,
    key: hasKey ? ('read' as const) : current ? ('kept' as const) : ('missing' as const),
    isWhole: Object.values(fields).every((value) => value.trim() !== '') && (hasKey || current !== null),
    /** Central lets in with the clinic's certificate only. */
    wantsCertificate:
      (read?.isP1 === true && !read.hasCertificate) ||
      (trouble?.kind === 'network' && trouble.trouble.kind === 'client-certificate'),
    /** What stood in the way may have gone. */
    forget: () => setTrouble(null),
    state,
    trouble,
    save,
  };
}
