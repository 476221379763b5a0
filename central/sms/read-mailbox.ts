import type { Queryable } from '../db/database.ts';
import type { Medium } from '../notifications/communication.ts';

/** One line of a conversation, oldest first. */
export interface MailboxMessage {
  medium: Medium;
  /** true = written by the patient. */
  fromPatient: boolean;
  subject: string | null;
  text: string;
  at: Date;
}

export interface MailboxThread {
  address: string;
  medium: Medium;
  /** Patients whose visits were told of at this address. */
  names: string[];
  messages: number;
  last: Date;
}

export interface Mailbox {
  threads: MailboxThread[];
  /** The chosen conversation. */
  open: { address: string; medium: Medium; names: string[]; messages: MailboxMessage[] } | null;
  /** Waiting to be sent. */
  waiting: number;
}

const mostThreads = 200;

export async function readMailbox(database: Queryable, address: string | null): Promise<Mailbox> {
  const threads = await database.query<MailboxThread>(
    `select m.address, m.medium, count(*)::int as messages, max(m.at) as last,
       coalesce(array_agg(distinct p.given_name || ' ' || p.family_name) filter (where p.id is not null), '{}') as names
     from mailbox m left join communication c on c.id = m.communication_id left join patient p on p.id = c.patient_id
     group by m.address, m.medium order by max(m.number) desc limit $1::int`,
    [mostThreads],
  );
  const [waiting] = await database.query<{ count: number }>(
    `select count(*)::int as count from communication where status in ('preparation', 'in-progress')`,
  );
  const chosen =
    threads.find((thread) => thread.address === address) ?? threads.find(({ medium }) => medium === 'sms') ?? threads[0];
  return {
    threads,
    waiting: waiting?.count ?? 0,
    open: chosen ? { ...chosen, messages: await messagesOf(database, chosen.address) } : null,
  };
}

function messagesOf(database: Queryable, address: string): Promise<MailboxMessage[]> {
  return database.query<MailboxMessage>(
    `select medium, false as "fromPatient", subject, text, at from mailbox where address = $1
     union all select 'sms', true, null, text, at from sms_reply where address = $1
     order by at`,
    [address],
  );
}
