/** What a clinic's desk reads: its stream from the beginning gives what central holds, and its search finds what patients find. */

import got from 'got';
import type { RunningCentral } from '../../central/start.ts';
import { addDays, localDateOf } from '../../core/domain/time.ts';
import { anyCriteria } from '../../core/domain/waiting-entry.ts';
import { fhirGateway } from '../../core/remote/gateway.ts';
import type { Answer, CentralGateway, FeedChange, ReseedEntity } from '../../core/sync/ports.ts';
import type { SoakClinic } from './soak-world.ts';

export function openDesk({ fhirUrl, tokenUrl }: RunningCentral, { client }: SoakClinic): CentralGateway {
  return fhirGateway({
    fhirUrl,
    tokenUrl,
    clinicId: client.clinic,
    clientId: client.clientId,
    privateJwk: client.jwk as Parameters<typeof fhirGateway>[0]['privateJwk'],
    requestTimeoutMs: 60_000,
    userAgent: 'okienko-soak',
    now: Date.now,
  });
}

/** I8: the same search at the same instant. */
export async function searchDiffers(
  central: RunningCentral,
  desk: CentralGateway,
  code: string,
  pesel: string,
): Promise<string[]> {
  const from = localDateOf(central.clock.now());
  const search = { criteria: anyCriteria, birthDate: null, category: 'stable' as const, entitled: false, limit: 500 };
  const { slots } = okOf(await desk.search({ ...search, clinicCodes: [code], from, to: addDays(from, 41) }));
  const login = await got.post(`${central.ikpUrl}/login`, { json: { pesel } }).json<{ token: string }>();
  const headers = { authorization: `Bearer ${login.token}` };
  const answer = await got(`${central.ikpUrl}/slots?code=${code}`, { headers }).json<{ slots: { slotId: string }[] }>();
  const found = answer.slots.map(({ slotId }) => slotId);
  const atDesk = slots.map(({ slot }) => slot.id);
  return JSON.stringify(atDesk) === JSON.stringify(found)
    ? []
    : [`I8: a desk finds ${atDesk.length} slots of ${code}, a patient ${found.length}`];
}

const told: readonly ReseedEntity[] = ['visit', 'patient'];

/** Slots and schedules were there before the stream began; visits and patients came by events alone. */
export async function streamDiffers(desk: CentralGateway, clinicId: string): Promise<string[]> {
  const { epoch } = okOf(await desk.position());
  const heard = new Map<string, unknown>();
  for (let event = 0; ; ) {
    const page = okOf(await desk.events({ epoch, event }, 200));
    if (page.kind === 'reseed') return [`${clinicId}: the stream asks for a reseed`];
    for (const each of page.events) {
      if (each.event !== event + 1) return [`${clinicId}: event ${each.event} comes after ${event}`];
      event = each.event;
      for (const { entity, key, row } of each.changes) heard.set(`${entity} ${key}`, row);
    }
    if (event >= page.last) break;
  }
  const held = new Map<string, unknown>();
  for (const entity of told) for (const { key, row } of await allOf(desk, entity)) held.set(`${entity} ${key}`, row);
  const keys = new Set([...heard.keys(), ...held.keys()]);
  return [...keys].flatMap((key) => {
    const [one, other] = [heard.get(key) ?? null, held.get(key) ?? null];
    return JSON.stringify(one) === JSON.stringify(other) ? [] : [`${clinicId}: ${key} differs between stream and state`];
  });
}

async function allOf(desk: CentralGateway, entity: ReseedEntity): Promise<FeedChange[]> {
  const rows: FeedChange[] = [];
  for (let after: string | null = null; ; ) {
    const page: { rows: FeedChange[]; next: string | null } = okOf(await desk.page(entity, after, 500));
    rows.push(...page.rows);
    if (page.next === null) return rows;
    after = page.next;
  }
}

function okOf<T>(answer: Answer<T>): T {
  if (answer.kind !== 'ok') throw new Error(`central answers ${answer.kind}`);
  return answer.value;
}
