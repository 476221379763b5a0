import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type * as view from './training-views.ts';

const steps = ['now', 'hour', 'day', 'morning', 'reminder'] as const satisfies view.ClockStep[];

/** The training desk: an invented clinic on a central of its own. Nothing here touches the clinic's own desk. */
export const trainingContract = {
  view: oc.output(type<view.TrainingView>()),
  /** Opens the training desk, or leaves it. `false` = not on this machine. */
  show: oc.input(z.object({ desk: z.enum(['training', 'own']) })).output(type<{ shown: boolean }>()),
  /** Invented data and progress are thrown away, and everything begins as on the first day. */
  beginAnew: oc.output(type<{ shown: boolean }>()),
  moveClock: oc.input(z.object({ to: z.enum(steps) })).output(type<view.TrainingView>()),
  /** Cuts the line to central, or mends it. */
  cutLine: oc.input(z.object({ off: z.boolean() })).output(type<view.TrainingView>()),
  crowd: oc.input(z.object({ on: z.boolean() })).output(type<view.TrainingView>()),
  /** Somebody else books the slot of the booking that waits to be sent. */
  takeSlot: oc.output(type<view.TrainingView>()),
};
