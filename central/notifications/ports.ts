import type { Medium } from './communication.ts';

export interface Message {
  /** Id of the Communication: the same at every try, so that a receiver can tell a repetition. */
  id: string;
  medium: Medium;
  /** E.164, e-mail address, or id of an account. */
  address: string;
  /** Empty for an SMS. */
  subject: string;
  text: string;
  /** Central's instant of the change that it tells of. */
  at: string;
}

/** What became of one try. `code` is for the log and the resource; it holds nothing of the message. */
export type SendOutcome =
  | { kind: 'sent' }
  /** Not taken, and will not be: wrong number, address refused. */
  | { kind: 'refused'; code: string }
  /** Known not to be sent; later perhaps. */
  | { kind: 'retry'; code: string; afterSeconds?: number }
  /** Perhaps sent: no answer that can be trusted. */
  | { kind: 'unknown'; code: string };

/** A way to patients. Expected failures are outcomes; `send` throws for bugs only. */
export interface MessagePort {
  /** The receiver drops a repetition of the same id: then what may have been sent can be sent again (I6). */
  readonly dropsRepetitions: boolean;
  send(message: Message): Promise<SendOutcome>;
  close(): Promise<void>;
}

/** A missing medium: its messages are not sent, and the resource says so. */
export type MessagePorts = Partial<Record<Medium, MessagePort>>;
