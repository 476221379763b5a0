import type { Queryable } from '../db/database.ts';
import { mailboxPort } from './mailbox-port.ts';
import type { MessagePorts } from './ports.ts';
import { smtpPort } from './smtp-port.ts';
import { webhookPort } from './webhook-port.ts';

export interface MessageOptions {
  smtp?: { url: string; from: string };
  smsGateway?: { url: string; secret: string };
  pushGateway?: { url: string; secret: string };
}

/** `mailbox`: where messages go that have no way to the world, in demo and training. */
export function messagePorts({ smtp, smsGateway, pushGateway }: MessageOptions, mailbox: Queryable | null): MessagePorts {
  const otherwise =
    mailbox === null ? {} : { sms: mailboxPort(mailbox), email: mailboxPort(mailbox), push: mailboxPort(mailbox) };
  return {
    ...otherwise,
    ...(smtp ? { email: smtpPort(smtp.url, smtp.from) } : {}),
    ...(smsGateway ? { sms: webhookPort(smsGateway.url, smsGateway.secret) } : {}),
    ...(pushGateway ? { push: webhookPort(pushGateway.url, pushGateway.secret) } : {}),
  };
}

/** Somebody could get what is sent here. */
export const leavesThisComputer = ({ smtp, smsGateway, pushGateway }: MessageOptions): boolean =>
  [smtp, smsGateway, pushGateway].some((way) => way !== undefined);
