import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../notifications/ports.ts';
import { isSigned, sign } from '../notifications/signature.ts';
import { smtpPort } from '../notifications/smtp-port.ts';
import { webhookPort } from '../notifications/webhook-port.ts';

const aMessage: Message = {
  id: '7a1f6a1e-6a0e-4d0c-9a53-0c5e5d399b0e',
  medium: 'sms',
  address: '+48730181148',
  subject: '',
  text: 'Wizyta umowiona: pt. 27.11.2026, godz. 9:20.',
  at: '2026-11-23T08:00:00Z',
};
const toEnd: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of toEnd.splice(0)) await end();
});

describe('a gateway by webhook', () => {
  async function gateway(status: number, headers: Record<string, string> = {}) {
    const got: { body: string; headers: IncomingHttpHeaders }[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      got.push({ body, headers: request.headers });
      response.writeHead(status, headers).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    toEnd.push(async () => void server.close());
    return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms` };
  }

  it('gets number and text, signed, with the id as idempotency key', async () => {
    const { got, url } = await gateway(202);
    expect(await webhookPort(url, 'tajne').send(aMessage)).toEqual({ kind: 'sent' });
    const [{ body, headers } = { body: '', headers: {} as IncomingHttpHeaders }] = got;
    expect(JSON.parse(body)).toEqual({ id: aMessage.id, medium: 'sms', to: '+48730181148', subject: null, text: aMessage.text });
    expect(headers['idempotency-key']).toBe(aMessage.id);
    const now = Math.floor(Date.now() / 1000);
    const signature = String(headers['x-okienko-signature']);
    expect(isSigned('tajne', body, signature, now)).toBe(true);
    expect(isSigned('inne', body, signature, now)).toBe(false);
    expect(isSigned('tajne', `${body} `, signature, now)).toBe(false);
  });

  it.each([
    [400, {}, { kind: 'refused', code: 'http-400' }],
    [422, {}, { kind: 'refused', code: 'http-422' }],
    [408, {}, { kind: 'retry', code: 'http-408' }],
    [429, { 'retry-after': '120' }, { kind: 'retry', code: 'http-429', afterSeconds: 120 }],
    [503, {}, { kind: 'retry', code: 'http-503' }],
  ])('%i %j', async (status, headers, outcome) => {
    const { url } = await gateway(status, headers as Record<string, string>);
    expect(await webhookPort(url, 'tajne').send(aMessage)).toEqual(outcome);
  });

  it('that nobody answers is tried again', async () => {
    expect(await webhookPort('http://127.0.0.1:1/sms', 'tajne').send(aMessage)).toEqual({
      kind: 'retry',
      code: 'gateway-unreachable',
    });
  });

  it.each([
    ['as it was made', 0, true],
    ['at five minutes', 300, true],
    ['later', 301, false],
    ['from the future', -301, false],
  ])('a signature holds %s', (_name, later, holds) => {
    expect(isSigned('tajne', '{}', sign('tajne', '{}', 1_000_000), 1_000_000 + later)).toBe(holds);
  });

  it.each([undefined, '', 't=1,v1=00', `t=x,v1=${'0'.repeat(64)}`])('%j is no signature', (header) => {
    expect(isSigned('tajne', '{}', header, 1)).toBe(false);
  });
});

describe('e-mail by SMTP', () => {
  async function mailServer(answerToRecipient: number | null, answerToData: number | null = null) {
    const letters: { to: string[]; source: string }[] = [];
    const refusal = (responseCode: number) => Object.assign(new Error('no'), { responseCode });
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, done) => done(answerToRecipient === null ? null : refusal(answerToRecipient)),
      onData: (stream, session, done) => {
        let source = '';
        stream.on('data', (chunk) => {
          source += String(chunk);
        });
        stream.on('end', () => {
          letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), source });
          done(answerToData === null ? null : refusal(answerToData));
        });
      },
    });
    server.on('error', () => undefined);
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    toEnd.push(() => new Promise((resolve) => server.close(() => resolve())));
    const port = smtpPort(
      `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
      'Centralna e-rejestracja <cer@example.pl>',
    );
    toEnd.unshift(() => port.close());
    return { letters, port };
  }
  const letter: Message = {
    ...aMessage,
    medium: 'email',
    address: 'ida@poczta.example',
    subject: 'Wizyta umówiona',
    text: 'Środa, 9:20.',
  };

  it('arrives with subject, text and the id of the message', async () => {
    const { letters, port } = await mailServer(null);
    expect(await port.send(letter)).toEqual({ kind: 'sent' });
    expect(letters[0]?.to).toEqual(['ida@poczta.example']);
    expect(letters[0]?.source).toContain(`Message-ID: <${letter.id}@example.pl>`);
    expect(letters[0]?.source).toMatch(/Subject: =\?UTF-8\?/);
  });

  it('has one recipient, whatever stands in the address', async () => {
    const { letters, port } = await mailServer(null);
    await port.send({ ...letter, address: 'ida@poczta.example, inny@poczta.example' });
    expect(letters.flatMap(({ to }) => to).length).toBeLessThanOrEqual(1);
  });

  it.each([
    [550, null, { kind: 'refused', code: 'smtp-550' }],
    [451, null, { kind: 'retry', code: 'smtp-451' }],
    [null, 452, { kind: 'retry', code: 'smtp-452' }],
    [null, 554, { kind: 'refused', code: 'smtp-554' }],
  ])('answers of the server: recipient %j, letter %j', async (recipient, data, outcome) => {
    const { port } = await mailServer(recipient, data);
    expect(await port.send(letter)).toEqual(outcome);
  });

  it('is tried again when no server answers', async () => {
    const port = smtpPort('smtp://127.0.0.1:1', 'cer@example.pl');
    expect(await port.send(letter)).toMatchObject({ kind: 'retry' });
    await port.close();
  });
});
