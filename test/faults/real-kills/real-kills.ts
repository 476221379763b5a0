/** `node test/faults/real-kills/real-kills.ts [--kills N] [--seed S]`: SIGKILL of the real core host at random moments. Prints one JSON line. */
import { parseArgs } from 'node:util';
import { killRounds } from './kill-rounds.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
  },
});
process.stderr.write(`seed ${values.seed}\n`);
const { findings, ...counts } = await killRounds(Number(values.kills), Number(values.seed));
for (const { kind, what } of findings) process.stderr.write(`${kind}: ${what}\n`);
const count = (wanted: string) => findings.filter(({ kind }) => kind === wanted).length;
process.stdout.write(
  `${JSON.stringify({ ...counts, lost: count('lost'), doubled: count('doubled'), diverged: count('diverged') })}\n`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
