import type { implement } from '@orpc/server';
import type { ConnectResult } from '../../core/contract/connect-views.ts';
import type { DeskContract } from '../../core/contract/contract.ts';

/** The connect screen of the fake desk: `cer.example` answers, whatever else is typed is an unknown name. */
export function fakeConnect(os: ReturnType<typeof implement<DeskContract>>) {
  const judge = (address: string): ConnectResult =>
    address.includes('cer.example')
      ? { ok: true, fhirUrl: 'https://cer.example/fhir', clinicName: 'Przychodnia Okienna', clockMinutes: null }
      : { ok: false, trouble: { kind: 'network', trouble: { kind: 'name-unknown', host: address } } };
  return {
    connect: {
      view: os.connect.view.handler(() => ({ fixed: { fhirUrl: null, clinicId: null }, current: null })),
      read: os.connect.read.handler(({ input }) =>
        input.text.includes('{')
          ? {
              fhirUrl: 'https://cer.example/fhir',
              clinicId: 'k-1',
              clinicName: 'Przychodnia Okienna',
              clientId: 'desk-1',
              hasKey: true,
              isP1: input.text.includes('p1'),
              hasCertificate: false,
            }
          : {
              fhirUrl: null,
              clinicId: null,
              clinicName: null,
              clientId: null,
              hasKey: false,
              isP1: false,
              hasCertificate: false,
            },
      ),
      test: os.connect.test.handler(({ input }) => judge(input.address)),
      save: os.connect.save.handler(({ input }) => judge(input.address)),
    },
  };
}
