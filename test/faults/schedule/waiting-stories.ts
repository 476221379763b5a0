import type { Random } from '../world/random.ts';
import type { DeskAct, Step } from './steps.ts';
import { pause, powerCut, weather } from './stories.ts';

/** Steps about waiting patients: who enters, changes, leaves, whose slot becomes free, and what breaks meanwhile. */
export function waitingStory(random: Random, desks: number): Step[] {
  const desk = random.int(desks);
  const other = (desk + 1) % desks;
  const pick = () => random.int(1_000_000);
  const act = (at: number, what: DeskAct, chosen = pick()): Step => ({
    do: 'act',
    desk: at,
    act: what,
    pick: chosen,
    twice: random.chance(0.15),
  });
  const enter = (at = desk) => act(at, 'enter-waiting');
  const crash = (): Step => ({ do: 'waiting-room-crash', statement: random.int(14) });
  const someCancel = (): Step =>
    random.chance(0.5) ? { do: 'patient', act: 'cancel', pick: pick() } : act(random.pick([desk, other]), 'cancel');

  return random.pick<() => Step[]>([
    () => [enter(), enter(other), pause(random), enter(), pause(random)],
    () => [enter(), enter(), enter(other), enter(other), pause(random), someCancel(), pause(random)],
    () => [weather(random, desk), enter(), pause(random), act(desk, random.pick(['withdraw', 'retry'])), pause(random)],
    () => [weather(random, desk), act(desk, 'change-waiting'), act(desk, 'leave-waiting'), pause(random)],
    () => [powerCut(random, desk), enter(), pause(random), enter(), pause(random)],
    () => [crash(), enter(), pause(random), someCancel(), pause(random)],
    () => [enter(), pause(random), crash(), someCancel(), someCancel(), pause(random)],
    () => [crash(), { do: 'next-day' }, enter(), pause(random)],
    () => [{ do: 'next-day' }, act(desk, 'change-waiting'), pause(random)],
    () => [act(desk, 'leave-waiting'), act(other, 'change-waiting'), pause(random), someCancel(), pause(random)],
    () => [act(desk, 'publish'), enter(other), pause(random)],
    // One slot, and everybody at once.
    () => [someCancel(), enter(desk), act(other, 'book-known'), { do: 'patient', act: 'book', pick: pick() }, pause(random)],
  ])();
}
