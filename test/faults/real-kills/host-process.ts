/** The real core host, as the installed program starts it: openDesk in a process of its own. Opens when the parent says so. */

import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { DeskConnection } from '../../../core/desk/desk-connection.ts';
import { openDesk } from '../../../core/desk/open-desk.ts';
import { realClock, realTimers } from '../../../core/desk/real-time.ts';
import { roles } from '../../../core/domain/role.ts';

export interface OpenOrder {
  dataDir: string;
  key: string;
  connection: DeskConnection;
}

process.once('message', (order: OpenOrder) => {
  const { dataDir, connection } = order;
  const key = Buffer.from(order.key, 'hex');
  // The bursts book by the command line's way in.
  openDesk({
    dataDir,
    key,
    commandLineRoles: roles,
    connection,
    clock: realClock,
    timers: realTimers,
    log: () => undefined,
  }).then(
    (desk) => {
      // The core host's longest stall, for the bench: nothing else may hold it up either.
      const stalls = monitorEventLoopDelay({ resolution: 5 });
      stalls.enable();
      process.send?.('open');
      process.on('message', (message) => {
        if (message === 'longest-stall') process.send?.({ longestStallMs: stalls.max / 1e6 });
        else void desk.close().then(() => process.disconnect());
      });
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
});
