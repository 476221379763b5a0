import { createHmac, timingSafeEqual } from 'node:crypto';

/** `t=<unix seconds>,v1=<hex HMAC-SHA-256 of "<t>.<body>">`, both ways between central and a gateway. */
export const signatureHeader = 'x-okienko-signature';
const toleranceSeconds = 300;

export function sign(secret: string, body: string, unixSeconds: number): string {
  return `t=${unixSeconds},v1=${mac(secret, unixSeconds, body).toString('hex')}`;
}

/** False too when it is older or newer than five minutes: a recorded message cannot be played again later. */
export function isSigned(secret: string, body: string, header: string | undefined, nowUnixSeconds: number): boolean {
  const [, time, hex] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (time === undefined || hex === undefined) return false;
  if (Math.abs(nowUnixSeconds - Number(time)) > toleranceSeconds) return false;
  return timingSafeEqual(Buffer.from(hex, 'hex'), mac(secret, Number(time), body));
}

const mac = (secret: string, unixSeconds: number, body: string): Buffer =>
  createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest();
