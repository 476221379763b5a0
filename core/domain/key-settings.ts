import type { Intent } from './intent.ts';

/** The clinic's key as a change of it leaves it at central, a setting of the clinic (core/desk/access/clinic-ring.ts). */
export const ringName = 'clinic-key';
/** Reason of an intent by which the program itself gives an account its pair of keys. */
export const ownKeysReason = 'own-keys';

/** The program saves these by itself and does without when central refuses: nobody is asked about it. */
export const isKeyIntent = ({ act, reason }: Pick<Intent, 'act' | 'reason'>): boolean =>
  act.kind === 'save-setting' && (act.name === ringName || reason === ownKeysReason);
