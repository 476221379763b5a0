/**
 * `node test/fuzz/fuzz.ts [--runs N] [--seed S]`: malformed, oversized, deeply nested and wrong-typed requests to every call of
 * central. Prints one JSON line; exit code 0 = never a 5xx, a stack trace or a lost answer, and memory flat.
 */
import { parseArgs } from 'node:util';
import { fuzzCentral } from './fuzz-central.ts';

const mostGrowthBytes = 32 * 1024 * 1024;

const { values } = parseArgs({ options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } } });
const report = await fuzzCentral({ runs: Number(values.runs), seed: Number(values.seed) });
const isFlat = report.heap.end - report.heap.warm <= mostGrowthBytes;
process.stdout.write(`${JSON.stringify({ ...report, isFlat })}\n`);
process.exitCode = report.found === null && isFlat ? 0 : 1;
