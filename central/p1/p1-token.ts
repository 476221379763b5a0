import { decodeJwt, decodeProtectedHeader } from 'jose';
import { p1Facts } from '../../core/fhir/p1/p1-facts.ts';
import type { Caller } from '../auth/caller.ts';
import { judgeTokenRequest } from '../auth/token-request.ts';
import type { Queryable } from '../db/database.ts';

/** P1 says by 422 where the fault is. */
export interface P1Fault {
  location: string;
  diagnostics: string;
}

/** The same judgement as in the plain dialect, after P1's own wishes about form and claims. */
export async function judgeP1Token(database: Queryable, form: URLSearchParams): Promise<Caller | P1Fault> {
  const fault = faultOf(form);
  if (fault !== null) return fault;
  const judged = await judgeTokenRequest(database, form, [p1Facts.assertionAudience.value], clientOf);
  return typeof judged === 'string' ? { location: 'client_assertion', diagnostics: judged } : judged;
}

function faultOf(form: URLSearchParams): P1Fault | null {
  if (form.get('scope') !== p1Facts.scope.value) return { location: 'scope', diagnostics: 'unknown scope' };
  const assertion = readAssertion(form.get('client_assertion') ?? '');
  if (assertion === null) return { location: 'client_assertion', diagnostics: 'not a JWT' };
  const { algorithm, claims } = assertion;
  const wrong = (claim: string, diagnostics: string) => ({ location: `client_assertion.${claim}`, diagnostics });
  if (algorithm !== p1Facts.assertionAlgorithm.value) return wrong('alg', `${p1Facts.assertionAlgorithm.value} expected`);
  if (claims.aud !== p1Facts.assertionAudience.value) return wrong('aud', `${p1Facts.assertionAudience.value} expected`);
  if (claims.iss !== claims.sub || clientOf(String(claims.sub)) === null) return wrong('iss', '<root>:<extension> expected');
  if (typeof claims.user_id !== 'string' || !/^[\d.]+:.+$/.test(claims.user_id)) return wrong('user_id', '<root>:<extension>');
  return claims.user_role === p1Facts.userRole.value ? null : wrong('user_role', 'unknown role');
}

function clientOf(subject: string): string | null {
  const root = `${p1Facts.providerRoot.value}:`;
  return subject.startsWith(root) && subject.length > root.length ? subject.slice(root.length) : null;
}

function readAssertion(text: string): { algorithm: string | undefined; claims: Record<string, unknown> } | null {
  try {
    return { algorithm: decodeProtectedHeader(text).alg, claims: decodeJwt(text) };
  } catch {
    return null;
  }
}
