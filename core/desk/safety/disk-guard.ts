import { os } from '@orpc/server';
import { type CallPath, permissions } from '../../contract/permissions.ts';
import { isDiskFull } from '../../store/folder-trouble.ts';
import type { CallContext } from '../access/acting.ts';

/**
 * A command on a full disk is refused like any other: its one transaction was not written, so nothing is half done, and the
 * program goes on when there is space again (I2).
 */
export const diskGuard = os.$context<CallContext>().middleware(async ({ path, next }, _input, output) => {
  try {
    return await next();
  } catch (error) {
    const isCommand = permissions[path.join('.') as CallPath]?.refuses === 'by-value';
    if (!isCommand || !isDiskFull(error)) throw error;
    return output({ ok: false, refusals: [{ code: 'disk-full' }] });
  }
});
