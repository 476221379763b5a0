/**
 * `node test/soak/soak.ts [--clinics N] [--days D] [--patients P] [--profile january-2026|pilot] [--seed S]`: a simulated month with all
 * invariants looked at after each day. Prints one JSON line; exit code 0 = none was broken.
 */
import { parseArgs } from 'node:util';
import { runSoak } from './run-soak.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    clinics: { ...text, default: '250' },
    days: { ...text, default: '30' },
    patients: { ...text, default: '12000' },
    profile: { ...text, default: 'january-2026' },
    seed: { ...text, default: '1' },
  },
});
const began = performance.now();
const report = await runSoak({
  clinics: Number(values.clinics),
  days: Number(values.days),
  patients: Number(values.patients),
  profile: values.profile,
  seed: Number(values.seed),
  say: (what) => process.stderr.write(`${what}, ${Math.round((performance.now() - began) / 1000)} s\n`),
});
process.stdout.write(`${JSON.stringify({ ...report, seconds: Math.round((performance.now() - began) / 1000) })}\n`);
process.exit(report.violations.length === 0 ? 0 : 1);
