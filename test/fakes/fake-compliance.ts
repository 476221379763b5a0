import type { implement } from '@orpc/server';
import type { DeskContract } from '../../core/contract/contract.ts';
import { monthStatement } from '../../core/domain/compliance/month-statement.ts';
import { publishedTables, regimeOf } from '../../core/domain/compliance/settlement-regime.ts';
import { fakeNow } from './fake-desk-clinic.ts';

/** A clinic whose month is empty. */
export function fakeCompliance(os: ReturnType<typeof implement<DeskContract>>) {
  return {
    report: os.compliance.report.handler(({ input: { month } }) => {
      const regime = regimeOf(month, publishedTables);
      return {
        month,
        regime,
        statement: monthStatement({ month, visits: [], now: fakeNow, regime, initialFeed: null }),
        initialFeed: null,
        comparison: [],
        share: null,
        exams: [],
        risks: { total: 0, counts: {}, rows: [] },
        trend: [],
        actors: [],
        asOf: fakeNow,
      };
    }),
    export: os.compliance.export.handler(() => ({ name: 'okienko.csv', base64: '', rows: 0 })),
    saveInitialFeed: os.compliance.saveInitialFeed.handler(({ input: { intentId } }) => ({
      ok: true as const,
      intentId,
      notes: [],
    })),
  };
}
