/** Patient search among 200,000, against the bare full-text query that finds the same rows. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openEncrypted } from '../../core/store/database.ts';
import { benchKey, storeWithHistory } from './clinic-history.ts';
import { type Measurement, percentile } from './measurement.ts';

const patients = 200_000;
const typed = ['w', 'wis', 'wisniewska', 'kowalska anna', 'an ko', '600012345', '6001', 'zak', 'lewandowska-now', 'nowak zof'];

export async function measure(): Promise<Measurement[]> {
  const { store, dataDir, remove } = storeWithHistory({ visits: 1_000, patients, lastDay: '2026-12-31' });
  const bare = openEncrypted(
    join(dataDir, readdirSync(dataDir).find((file) => /^copy.*\.db$/.test(file)) ?? 'copy.db'),
    benchKey,
  );
  const query = bare.prepare(
    'SELECT id, family_name, given_name, body FROM patient WHERE number IN (SELECT rowid FROM patient_words WHERE patient_words MATCH ? LIMIT 400) ORDER BY sort_name, id LIMIT 20',
  );

  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < 30; round++) {
    for (const text of typed) {
      const match = text
        .replaceAll('-', ' ')
        .split(' ')
        .map((word) => `${word}*`)
        .join(' AND ');
      ours.push(timed(() => store.read.searchPatients(text, 20)));
      floor.push(timed(() => query.all(match)));
    }
  }
  bare.close();
  remove();

  const what = `patient search among ${patients.toLocaleString('en')}`;
  return [
    {
      what: `${what}, p95 beside the bare query`,
      unit: 'ms',
      value: percentile(ours, 95),
      floor: { what: 'the raw full-text query', value: percentile(floor, 95) },
      budget: 2,
      samples: ours.length,
    },
    { what: `${what}, p95`, unit: 'ms', value: percentile(ours, 95), floor: null, budget: 20, samples: ours.length },
  ];
}

function timed(act: () => unknown): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}
