/** A change at central → stored in the desk's copy. Measured from the moment the other desk sends its booking. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { slotsFor } from '../../core/domain/slots-for.ts';
import { addDays } from '../../core/domain/time.ts';
import { benchDesk, benchIntent } from './bench-desk.ts';
import { centralProcess } from './central-process.ts';
import { patientNumber, tenSchedules, visitOn } from './clinic-history.ts';
import { type Measurement, percentile } from './measurement.ts';

const rounds = 200;

export async function measure(): Promise<Measurement[]> {
  const central = await centralProcess();
  const other = central.gateway(1);
  const today = new Date().toISOString().slice(0, 10);
  const [schedule] = tenSchedules(addDays(today, 1), addDays(today, 60)).map((each) => ({
    ...each,
    clinicId: central.clients[0]?.clinic ?? '',
  }));
  if (!schedule) throw new Error('no schedule');
  await applied(other.send(benchIntent({ kind: 'publish', schedule }), null));
  const slots = slotsFor(schedule, { from: addDays(today, 1), to: addDays(today, 38) }).slice(0, rounds);
  if (slots.length < rounds) throw new Error('too few slots');

  const desk = benchDesk(central.gateway(0));
  await desk.online();
  const delays: number[] = [];
  for (const [index, slot] of slots.entries()) {
    const patient = { ...patientNumber(index), version: 0, document: { kind: 'other' as const, number: `B${index}` } };
    const visit = {
      ...visitOn(slot, index, rounds),
      clinicId: schedule.clinicId,
      version: 0,
      legacy: true,
      gaps: ['no-referral' as const],
      bookedBy: 'import' as const,
    };
    const seen = desk.until((change) => change.kind === 'rows' && change.rows.some((row) => row.key === visit.id));
    const start = performance.now();
    await applied(other.send(benchIntent({ kind: 'book', visit, patient }), null));
    delays.push((await seen) - start);
  }
  await desk.close();
  await other.close();
  await central.close();
  const floor = await webSocketRoundTrips();
  return [
    {
      what: 'change at central → stored at the desk, p95 (booking included)',
      unit: 'ms',
      value: percentile(delays, 95),
      floor: null,
      budget: 250,
      samples: rounds,
    },
    {
      what: 'the same beside a WebSocket round trip, p50',
      unit: 'ms',
      value: percentile(delays, 50),
      floor: { what: 'one WebSocket round trip on loopback', value: percentile(floor, 50) },
      budget: 1000,
      samples: rounds,
      remark: 'for the record: the budget is the 250 ms above',
    },
  ];
}

async function applied(outcome: Promise<{ kind: string }>): Promise<void> {
  const answer = await outcome;
  if (answer.kind !== 'applied') throw new Error(`central answered ${JSON.stringify(answer)}`);
}

async function webSocketRoundTrips(): Promise<number[]> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => socket.on('message', (data) => socket.send(data.toString())));
  await once(server, 'listening');
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(socket, 'open');
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    socket.send('{"last":1}');
    await once(socket, 'message');
    times.push(performance.now() - start);
  }
  socket.close();
  server.close();
  return times;
}
