/**
 * `node test/fuzz/fuzz-contract.ts [--runs N] [--seed S]`: malformed calls of the desk's contract over MessagePort and WebSocket.
 * Prints one JSON line; exit code 0 = each ended in a refusal, and the databases are as they were.
 */
import { parseArgs } from 'node:util';
import { fuzzDesk } from './fuzz-desk.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } } });
const report = await fuzzDesk({ runs: Number(values.runs), seed: Number(values.seed) });
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(report.found === null ? 0 : 1);
