import { ORPCError, os } from '@orpc/server';
import { type CallPath, mayCall, permissions } from '../../contract/permissions.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { type Actor, actAs, type CallContext, type Caller } from './acting.ts';

/** Tells who makes a call; null = nobody is signed in, or the screen is locked. */
export type ActorOf = (caller: Caller) => Actor | null;

/**
 * Every call of the contract passes here before its input is even looked at: may this person make it? A call without a row in
 * the table of permissions is nobody's. What is allowed runs in the person's name (I7).
 */
export function guard(actorOf: ActorOf) {
  return os.$context<CallContext>().middleware(({ context, path, next }, _input, output) => {
    const call = path.join('.') as CallPath;
    const actor = actorOf(context.caller);
    if (Object.hasOwn(permissions, call) && mayCall(call, actor?.roles ?? null)) {
      return actor ? actAs(actor, () => next()) : next();
    }
    const refusal: Refusal = { code: actor ? 'not-permitted' : 'signed-out' };
    if (permissions[call]?.refuses === 'by-value') return output({ ok: false, refusals: [refusal] });
    throw new ORPCError(actor ? 'FORBIDDEN' : 'UNAUTHORIZED', { message: refusal.code, data: { refusals: [refusal] } });
  });
}
