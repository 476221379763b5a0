/**
 * `$find` over HTTP in a region on PostgreSQL: 250 clinics, 2,000 schedules, 2 million slots, 600,000 visits, 300,000 waiting.
 * Filling the database takes some minutes, so it has a bench of its own (`npm run bench -- region`).
 */
import { startPostgres } from '../../central/test/postgres-server.ts';
import { signIn } from '../../central/test/test-desk.ts';
import { addDays } from '../../core/domain/time.ts';
import { anyCriteria, type SearchCriteria } from '../../core/domain/waiting-entry.ts';
import { searchParameters } from '../../core/fhir/search.ts';
import { centralProcess } from './central-process.ts';
import { type Measurement, percentile } from './measurement.ts';
import { fillRegion, wholeRegion } from './region/region-database.ts';

const searches = 400;

/** As people ask: of one clinic mostly, then of a town, a voivodeship, and anywhere; and what nobody has. */
const asked: Partial<SearchCriteria>[] = [
  { town: 'Kraków' },
  { town: 'Warszawa', radiusKm: 30 },
  { voivodeship: '14' },
  {},
  { weekdays: [1, 3], fromTime: '09:00', toTime: '10:30' },
  { weekdays: [7], toTime: '06:00' },
];

export async function measure(): Promise<Measurement[]> {
  const server = await startPostgres({ durable: false });
  try {
    const url = await server.createDatabase();
    const { slots, visits } = await fillRegion(url, wholeRegion);
    const central = await centralProcess(1, url);
    try {
      const [client] = central.clients;
      if (client === undefined) throw new Error('no client');
      const desk = await signIn(central.url, { ...client, clinicName: '' });
      const today = new Date().toISOString().slice(0, 10);
      const times: number[] = [];
      for (let n = -asked.length; n < searches; n++) {
        const criteria = { ...anyCriteria, ...asked[(n + asked.length) % asked.length] };
        const start = performance.now();
        const { status } = await desk.ask('POST', '/Appointment/$find', {
          intent: null,
          body: searchParameters({
            criteria,
            from: today,
            to: addDays(today, 40),
            clinicCodes: [n % 3 === 0 ? '1104' : '1100'],
            birthDate: '1960-01-01',
            category: 'stable',
            entitled: false,
            limit: 100,
          }),
        });
        if (status !== 200) throw new Error(`answered ${status}`);
        if (n >= 0) times.push(performance.now() - start);
      }
      return [
        {
          what: `$find among ${slots.toLocaleString('en')} slots, ${visits.toLocaleString('en')} visits, 300,000 waiting, p95`,
          unit: 'ms',
          value: percentile(times, 95),
          floor: null,
          budget: 50,
          samples: searches,
          remark: `p50 ${percentile(times, 50).toFixed(1)} ms; a sixth of the searches find nothing and are answered with a forecast`,
        },
      ];
    } finally {
      await central.close();
    }
  } finally {
    await server.stop();
  }
}
