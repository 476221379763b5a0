import { setTimeout as wait } from 'node:timers/promises';
import type { MessagePort, MessagePorts } from '../../../central/notifications/ports.ts';
import { NotificationWorker } from '../../../central/notifications/worker.ts';
import type { LongLivedCentral } from '../world/central.ts';
import type { Random } from '../world/random.ts';
import type { Happened } from '../world/tally.ts';

const mostInstants = 4;
const mostRounds = 12;

/**
 * I6: two processes send what is due, at the instants at which reminders fall due, both at once; now and then one of them dies
 * in the middle of a sending. Answers what came twice, or of a visit that is off.
 */
export async function remind(central: LongLivedCentral, random: Random, happened: (what: Happened) => void): Promise<string[]> {
  const { database } = central;
  const got: string[] = [];
  const faults: string[] = [];
  const dropsRepetitions = random.chance(0.5);
  let now = central.clock.now();
  /** Of the process that dies next: with the message on its way, or before that. */
  let dying: 'after' | 'before' | null = null;
  let died: () => void = () => undefined;

  const port = (mayDie: boolean): MessagePort => ({
    dropsRepetitions,
    async send({ id }) {
      if (mayDie && dying !== null) {
        if (dying === 'after') got.push(id);
        dying = null;
        died();
        return new Promise(() => undefined);
      }
      got.push(id);
      // As long as an answer takes: the other process looks meanwhile.
      await wait(1);
      return { kind: 'sent' };
    },
    async close() {},
  });
  const worker = (mayDie: boolean) => {
    const one = port(mayDie);
    const ports: MessagePorts = { sms: one, email: one, push: one };
    return new NotificationWorker({ database, clock: { now: () => now }, ports, onFault: (error) => faults.push(String(error)) });
  };

  const due = await database.query<{ at: Date }>(
    `select distinct due_at as at from reminder where state = 'planned' and due_at > $1::timestamptz order by 1 limit ${mostInstants}`,
    [now],
  );
  const stays = worker(false);
  for (const { at } of due) {
    now = at.toISOString();
    dying = random.chance(0.3) ? random.pick(['after', 'before'] as const) : null;
    let other = worker(true);
    for (let round = 0, more = true; more && round < mostRounds; round++) {
      const death = new Promise<'died'>((resolve) => {
        died = () => resolve('died');
      });
      const [mine, its] = await Promise.all([stays.runOnce(), Promise.race([other.runOnce(), death])]);
      more = mine || its !== false;
      if (its !== 'died') continue;
      happened('reminder-sender-died');
      other = worker(false);
      await database.query("update communication set claimed_until = now() - interval '1 second' where status = 'in-progress'");
    }
  }
  return [...faults, ...(await doubledReminders(central, got, dropsRepetitions))];
}

async function doubledReminders(
  { database }: LongLivedCentral,
  got: readonly string[],
  dropsRepetitions: boolean,
): Promise<string[]> {
  const made = await database.query<{ id: string; what: string; off: boolean; planned: boolean }>(
    `select c.id, concat_ws(' ', c.visit_id, c.facts->>'startsAt', c.facts->>'days', c.medium) as what,
       v.status <> 'booked' or v.starts_at <> (c.facts->>'startsAt')::timestamptz as off
     from communication c join visit v on v.id = c.visit_id where c.kind = 'reminder'`,
  );
  const found: string[] = [];
  const count = (all: readonly string[]) => Map.groupBy(all, (one) => one);
  for (const [what, all] of count(made.map(({ what }) => what)))
    if (all.length > 1) found.push(`reminder ${what} was made twice`);
  const reminders = new Map(made.map((one) => [one.id, one]));
  for (const [id, all] of count(got)) {
    const reminder = reminders.get(id);
    if (reminder === undefined) continue;
    if (all.length > 1 && !dropsRepetitions) found.push(`reminder ${reminder.what} was sent ${all.length} times`);
    if (reminder.off) found.push(`reminder ${reminder.what} was sent, and the visit is off`);
  }
  return found;
}
