import { getContractRouter, isContractProcedure } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../contract/contract.ts';
import { type CallPath, mayCall, permissions } from '../../contract/permissions.ts';
import { type Role, roles } from '../../domain/role.ts';
import { deskImport } from '../desk-import.ts';
import { deskRouter } from '../router.ts';
import { anActor, type TestDesk, testAccess, testDesk, testSafety } from '../test-desk.ts';
import { type Actor, actAs, actor } from './acting.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
});
afterEach(() => desk.remove());

/** Every call that the contract has, found by walking it. */
function callsOf(node: object, path: string[] = []): string[] {
  if (isContractProcedure(node)) return [path.join('.')];
  return Object.entries(node).flatMap(([name, child]) => callsOf(child as object, [...path, name]));
}
const calls = callsOf(contract) as CallPath[];

type Client = (input?: unknown, options?: { signal: AbortSignal }) => Promise<unknown>;

/** How a call without any input ends: the input is looked at only when the call is allowed. */
async function ending(actor: Actor | null, call: CallPath): Promise<'allowed' | 'not-permitted' | 'signed-out'> {
  const client = createRouterClient(
    deskRouter(desk, deskImport(desk), testAccess(desk), () => actor, testSafety(desk)),
    { context: { caller: 'screen' } },
  );
  const [area = '', name = ''] = call.split('.');
  const abort = new AbortController();
  try {
    const made = (client as unknown as Record<string, Record<string, Client>>)[area]?.[name];
    const answer = await made?.(undefined, { signal: abort.signal });
    const { refusals } = (answer ?? {}) as { refusals?: { code: string }[] };
    const code = refusals?.[0]?.code;
    return code === 'not-permitted' || code === 'signed-out' ? code : 'allowed';
  } catch (error) {
    const { code, data } = error as { code?: string; data?: { refusals: { code: 'not-permitted' | 'signed-out' }[] } };
    if (code === 'FORBIDDEN' || code === 'UNAUTHORIZED') return data?.refusals[0]?.code ?? 'allowed';
    return 'allowed';
  } finally {
    abort.abort();
  }
}

it('every call of the contract has its row, and no row is of a call that is gone', () => {
  expect(calls.length).toBeGreaterThan(20);
  expect(new Set<string>(Object.keys(permissions))).toEqual(new Set<string>(calls));
  for (const call of calls) expect(getContractRouter(contract, call.split('.'))).toBeDefined();
});

describe.each([[null], ...roles.map((role) => [role])] as [Role | null][])('as %s', (role) => {
  it.each(calls)('%s', async (call) => {
    const expected = mayCall(call, role && [role]) ? 'allowed' : role ? 'not-permitted' : 'signed-out';
    expect(await ending(role && anActor([role]), call)).toBe(expected);
  });
});

it('a call without a row is nobody’s', async () => {
  const { 'calendar.day': row, ...others } = permissions;
  Object.assign(permissions, { 'calendar.day': undefined });
  try {
    delete (permissions as Record<string, unknown>)['calendar.day'];
    expect(await ending(anActor(), 'calendar.day')).toBe('not-permitted');
  } finally {
    Object.assign(permissions, { ...others, 'calendar.day': row });
  }
});

const areas = (role: Role) => new Set(calls.filter((call) => mayCall(call, [role])).map((call) => call.split('.')[0]));

it('who looks after the computers sees no patient, visit, task or queue of names', () => {
  for (const area of ['calendar', 'visits', 'patients', 'tasks', 'queue']) expect(areas('it')).not.toContain(area);
});

it('nobody sees anything of patients before signing in', () => {
  const open = calls.filter((call) => mayCall(call, null));
  for (const call of open)
    expect(call).toMatch(
      /^(desk\.(status|watchStatus|watchChanges)|settings\.get|session\.|connect\.|certificates\.import|training\.(view|show))/,
    );
});

it('the registration’s whole work is open to a receptionist, a first import is not', () => {
  for (const area of ['calendar', 'slots', 'visits', 'patients', 'tasks', 'queue']) expect(areas('receptionist')).toContain(area);
  expect(areas('receptionist')).not.toContain('import');
});

it('a person with two roles may do what either may', () => {
  expect(mayCall('import.run', ['receptionist'])).toBe(false);
  expect(mayCall('import.run', ['receptionist', 'it'])).toBe(true);
});

it('I7: what is done bears the name of who did it, awaited parts included', async () => {
  const named = {
    ...desk,
    get author() {
      return actor()?.name ?? 'desk';
    },
  };
  expect(named.author).toBe('desk');
  const seen = await actAs({ name: 'Anna Nowak', roles: ['manager'], accountId: null }, async () => {
    await Promise.resolve();
    return named.author;
  });
  expect(seen).toBe('Anna Nowak');
});
