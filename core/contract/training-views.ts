/** What a person can learn by doing; each ticks itself off by what really happened at the training desk. */
export const exercises = ['book', 'move', 'cancel', 'offline', 'conflict', 'waiting'] as const;
export type Exercise = (typeof exercises)[number];

export interface CrowdView {
  on: boolean;
  patients: number;
  /** Acts of simulated patients so far. */
  acts: number;
}

export interface TrainingView {
  /** False at the clinic's own desk: the rest then says nothing. */
  active: boolean;
  /** Central's instant. */
  now: string;
  /** The line is cut on purpose. */
  lineIsOff: boolean;
  /** null = this central knows no simulated patients. */
  crowd: CrowdView | null;
  done: Exercise[];
  /** A booking that has not been sent yet, whose slot somebody else could take: for the exercise of the conflict. */
  canTakeSlot: boolean;
  /** Only in the answer to taking a slot: whether somebody else has it now. */
  tookSlot?: boolean;
}

export type ClockStep = 'now' | 'hour' | 'day' | 'morning' | 'reminder';
