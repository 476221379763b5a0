import type { Clock, Timers } from '../../sync/ports.ts';
import type { DeskContext } from '../desk-context.ts';
import { readStatus } from '../read-status.ts';
import { type MetricsServer, serveMetrics } from './metrics-server.ts';
import { metricsText } from './metrics-text.ts';
import { readHealth } from './read-health.ts';
import { writeStatusFile } from './status-file.ts';

const everyMs = 60_000;
/** After the start, so that it does not compete with it. */
const firstMs = 5_000;

/** Tells monitors how the desk is: the status file always, the metrics on the loopback address when the policy names a port. */
export function tellHealth(desk: DeskContext, { clock, timers }: { clock: Clock; timers: Timers }): { stop(): Promise<void> } {
  const { machine } = desk;
  let stopped = false;
  let told = false;
  let disarm = timers.after(firstMs, tell);

  async function write(running: boolean): Promise<void> {
    try {
      const health = await readHealth(desk);
      const writtenAt = new Date(clock.now()).toISOString();
      writeStatusFile(machine.dataDir, { writtenAt, running, status: readStatus(desk), health });
      told = true;
    } catch (error) {
      machine.log('warn', 'status-not-written', { code: (error as NodeJS.ErrnoException).code ?? 'unknown' });
    }
  }

  function tell(): void {
    if (stopped) return;
    void write(true).finally(() => {
      if (!stopped) disarm = timers.after(everyMs, tell);
    });
  }

  const metrics = startMetrics(desk);
  return {
    async stop() {
      stopped = true;
      disarm();
      if (told) await write(false);
      await (await metrics)?.close();
    },
  };
}

async function startMetrics(desk: DeskContext): Promise<MetricsServer | null> {
  const { policy, slow, log } = desk.machine;
  const { metricsPort } = policy.values;
  if (metricsPort === undefined) return null;
  try {
    const server = await serveMetrics(metricsPort, async () =>
      metricsText(readStatus(desk), await readHealth(desk), slow.list()),
    );
    log('info', 'metrics-served', { port: server.port });
    return server;
  } catch (error) {
    desk.machine.unusedPolicy.add('metricsPort');
    log('warn', 'metrics-failed', { code: (error as NodeJS.ErrnoException).code ?? 'unknown' });
    return null;
  }
}
