/** What the program around a desk can do for it: the shell in Electron, the preview. */
export interface DeskProgram {
  /** Closes this desk in a moment and opens the same folder again, with what was changed meanwhile. */
  reopen(): void;
  /** null = this program has no central of its own to train on (the command line, tests). */
  training: TrainingProgram | null;
}

/** Training is a desk of its own in a folder of its own; the program shows one of the two. */
export interface TrainingProgram {
  /** Address of the training's own central while the training is shown; null while the clinic's own desk is. */
  centralUrl: string | null;
  /**
   * Opens the other desk and then closes this one; nothing of either is changed. `false` = it cannot be opened, and this one stays.
   * The first time takes a while: an invented clinic is made.
   */
  show(desk: 'training' | 'own'): Promise<boolean>;
  /** Throws the training's data away and begins it anew; answers like `show`. */
  beginAnew(): Promise<boolean>;
}

/** A desk that nobody can open again or train at. */
export const aloneProgram: DeskProgram = { reopen: () => undefined, training: null };
