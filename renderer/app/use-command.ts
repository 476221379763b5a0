import { useCallback, useRef, useState } from 'react';
import type { CommandResult, SayNote } from '../../core/contract/views.ts';
import type { Refusal } from '../../core/domain/refusal.ts';

export interface CommandState {
  /** `unanswered`: the call broke; repeating it is the same command (I3). */
  phase: 'idle' | 'running' | 'unanswered';
  refusals: Refusal[];
  /** `command` must carry ids minted before, so that a repetition names the same intent. */
  run(command: () => Promise<CommandResult>, onAccepted: (notes: SayNote[]) => void): void;
  repeat(): void;
  reset(): void;
}

/** One command at a time, its refusals, and the way out when no answer came. */
export function useCommand(): CommandState {
  const [phase, setPhase] = useState<CommandState['phase']>('idle');
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  const last = useRef<() => void>(() => undefined);
  const at = useRef<CommandState['phase']>('idle');

  const enter = useCallback((next: CommandState['phase']) => {
    at.current = next;
    setPhase(next);
  }, []);

  const run = useCallback(
    (command: () => Promise<CommandResult>, onAccepted: (notes: SayNote[]) => void) => {
      const attempt = async () => {
        if (at.current === 'running') return;
        enter('running');
        setRefusals([]);
        const result = await command().catch(() => null);
        enter(result ? 'idle' : 'unanswered');
        if (result?.ok) onAccepted(result.notes);
        else if (result) setRefusals(result.refusals);
      };
      last.current = () => void attempt();
      void attempt();
    },
    [enter],
  );

  const repeat = useCallback(() => last.current(), []);
  const reset = useCallback(() => {
    enter('idle');
    setRefusals([]);
  }, [enter]);
  return { phase, refusals, run, repeat, reset };
}
