/** Between the relay in the test Electron and the host's Node 24 child. Ports are known by number. */
export type RelayMessage =
  /** A message of the line between main and host, with the number of the port that came beside it. */
  | { kind: 'line'; message: unknown; portId: number | null }
  | { kind: 'port'; portId: number; data: unknown }
  | { kind: 'port-started'; portId: number }
  | { kind: 'port-closed'; portId: number };
