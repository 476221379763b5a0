/** Whether central can be reached, as its last answer shows. */
export type ConnectionState = 'online' | 'offline' | 'unauthorised';

export interface Connection {
  state(): ConnectionState;
  /** Called by everyone who heard, or did not hear, from central. */
  report(state: ConnectionState): void;
  /** Hears each change of state. */
  onChange(listener: (state: ConnectionState) => void): void;
}

export function connection(): Connection {
  let current: ConnectionState = 'offline';
  const listeners: ((state: ConnectionState) => void)[] = [];
  return {
    state: () => current,
    report(state) {
      if (state === current) return;
      current = state;
      for (const listener of listeners) listener(state);
    },
    onChange(listener) {
      listeners.push(listener);
    },
  };
}
