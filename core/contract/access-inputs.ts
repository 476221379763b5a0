import { z } from 'zod';
import { roles } from '../domain/role.ts';

const id = z.uuid();
const login = z.string().trim().min(2).max(40);
const name = z.string().trim().min(2).max(80);
/** As typed: blanks at its ends belong to it. */
const password = z.string().min(1).max(200);
const pin = z.string().max(8);

export const signIn = z.object({ login, password });
export const unlock = z.object({ accountId: id, pin });
export const firstAdministrator = z.object({ login, name, password });
export const recover = z.object({ code: z.string().max(80), login, password });
export const changePassword = z.object({ password, newPassword: password });
/** `pin` null = this person no longer uses one here. */
export const setPin = z.object({ password, pin: pin.nullable() });

export const saveAccount = z.object({
  intentId: id,
  id,
  login,
  name,
  roles: z.array(z.enum(roles)).min(1),
  active: z.boolean(),
  /** For a new account, or a forgotten password: the first one, to be changed at the next sign-in; null = it stays. */
  password: password.nullable(),
});
export const ownPassword = z.object({ password });
/** `password`: of the person at the screen; the command line of this computer has none. */
export const rotateKeys = z.object({ password: password.nullable() });
export const lockTime = z.object({ minutes: z.number().int().min(1).max(120) });
