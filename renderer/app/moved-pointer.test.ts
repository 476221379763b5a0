import { expect, it } from 'vitest';
import { movedPointer } from './moved-pointer.ts';

it('a pointer moves when it is elsewhere on the screen than before, not when a window comes or goes under it', () => {
  const moved = movedPointer();
  const at = (screenX: number, screenY: number) => moved({ screenX, screenY });
  expect([at(10, 10), at(10, 10), at(11, 10), at(11, 10), at(11, 12)]).toEqual([false, false, true, false, true]);
});
