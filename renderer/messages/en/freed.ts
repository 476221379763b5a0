import type { freed as source } from '../pl/freed.ts';
import type { Translated } from '../translated.ts';

export const freed: Translated<typeof source> = {
  title: 'Freed slots',
  lead: 'Free slots within {{hours}} hours. The waiting room no longer assigns them, so patients with a later visit may be called. The slot is not held: whoever books first has it.',
  on: 'Suggest freed slots (whole clinic)',
  off: 'Suggestions are turned off',
  offTeach: 'When turned on, free slots of the next {{hours}} hours appear here, and who could come sooner.',
  empty: 'No free slots within {{hours}} hours',
  emptyTeach: 'When somebody cancels at the last moment, the slot appears here with the people who may be called.',
  nobody: 'Nobody of this clinic has a later visit of this kind.',
  now: 'has {{when}} now',
  waits: 'booked {{when}}',
  move: 'Move to this slot',
  moved: 'Move saved on this computer: {{when}}',
};
