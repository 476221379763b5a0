import { createTransport } from 'nodemailer';
import type { MessagePort, SendOutcome } from './ports.ts';

const timeoutMs = 20_000;

/**
 * E-mail over SMTP.
 *
 * @param url `smtp://user:password@host:587` or `smtps://…`
 * @param from `Centralna e-rejestracja <nie-odpowiadaj@example.pl>`
 */
export function smtpPort(url: string, from: string): MessagePort {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    // A mail server takes the same letter twice; its Message-ID only helps the reader's program.
    dropsRepetitions: false,
    async send({ id, address, subject, text }) {
      try {
        await transport.sendMail({
          from,
          // An object, never a header line: what is in the address cannot become another recipient.
          to: { name: '', address },
          subject,
          text,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return { kind: 'sent' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async close() {
      transport.close();
    },
  };
}

/** By reply code (RFC 5321 §4.2.1); without one, by how far the conversation had come. */
function outcomeOf(error: unknown): SendOutcome {
  const { responseCode, code, command } = error as { responseCode?: number; code?: string; command?: string };
  if (responseCode !== undefined && responseCode >= 500) return { kind: 'refused', code: `smtp-${responseCode}` };
  if (responseCode !== undefined && responseCode >= 400) return { kind: 'retry', code: `smtp-${responseCode}` };
  // After DATA the server may have taken the letter although its answer is lost.
  if (command === 'DATA') return { kind: 'unknown', code: code ?? 'smtp-no-answer' };
  return { kind: 'retry', code: code ?? 'smtp-unreachable' };
}
