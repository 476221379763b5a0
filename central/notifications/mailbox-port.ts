import type { Queryable } from '../db/database.ts';
import type { MessagePort } from './ports.ts';

/** Demo, training and tests: messages go no further than a table, which `/sms` shows. */
export function mailboxPort(database: Queryable): MessagePort {
  return {
    dropsRepetitions: true,
    async send({ id, medium, address, subject, text, at }) {
      await database.query(
        `insert into mailbox (communication_id, medium, address, subject, text, at)
         values ($1::uuid, $2, $3, $4, $5, $6::timestamptz) on conflict do nothing`,
        [id, medium, address, subject, text, at],
      );
      return { kind: 'sent' };
    },
    async close() {},
  };
}
