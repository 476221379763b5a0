import type { implement } from '@orpc/server';
import type { DeskContract } from '../../core/contract/contract.ts';
import type { RetentionView } from '../../core/contract/safety-views.ts';
import { usualRetention } from '../../core/domain/retention.ts';

/** Backups and audit of the fake desk: there is nothing to keep, and nothing has happened. */
export function fakeSafety(os: ReturnType<typeof implement<DeskContract>>) {
  const backup = { name: 'journal-20261123T080000Z-00000042.db', at: '2026-11-23T08:00:00Z', bytes: 412_000 };
  const view = { entries: [], complete: true };
  let retention: RetentionView = {
    days: usualRetention,
    usual: usualRetention,
    last: { at: '2026-11-22T23:10:00Z', counts: { visits: 12, acts: 31, tasks: 4, changes: 40, audit: 0 } },
  };
  return {
    safety: {
      view: os.safety.view.handler(() => ({ backups: [backup], folder: '/desk/backups', failed: null, recovery: null })),
      backUp: os.safety.backUp.handler(() => backup),
      dismissRecovery: os.safety.dismissRecovery.handler(() => null),
      exportRescue: os.safety.exportRescue.handler(() => ({
        ok: true as const,
        name: 'okienko.okienko',
        base64: 'AA==',
        code: 'ABCD-EFGH-JKLM-NPQR-STUV-WXYZ',
        acts: 0,
      })),
      retention: os.safety.retention.handler(() => retention),
      saveRetention: os.safety.saveRetention.handler(({ input }) => {
        retention = { ...retention, days: input };
        return retention;
      }),
      importRescue: os.safety.importRescue.handler(() => ({ ok: true as const, acts: 0, added: 0, known: 0 })),
    },
    audit: {
      visit: os.audit.visit.handler(() => view),
      patient: os.audit.patient.handler(() => view),
      export: os.audit.export.handler(() => ({ rows: 0, text: '' })),
    },
  };
}
