import { openHttp } from '../../remote/http.ts';
import type { CentralGateway } from '../../sync/ports.ts';

/** Cuts the line to central on purpose, as a pulled plug would: nothing is sent and nothing is heard. */
export interface LineSwitch {
  isOff(): boolean;
  turn(off: boolean): void;
  openHttp: typeof openHttp;
  /** The same gateway, deaf while the line is off. */
  over(gateway: CentralGateway): CentralGateway;
}

export function lineSwitch(): LineSwitch {
  let off = false;
  const listening = new Set<() => void>();
  return {
    isOff: () => off,
    turn(wanted) {
      off = wanted;
      if (off) for (const cut of [...listening]) cut();
    },
    openHttp(options) {
      const http = openHttp(options);
      return {
        exchange: async (request) => (off ? { kind: 'not-sent' } : await http.exchange(request)),
        close: () => http.close(),
      };
    },
    over: (gateway) => ({
      ...gateway,
      listen(handlers) {
        const stop = gateway.listen({
          onNotice: (last) => off || handlers.onNotice(last),
          onState(open) {
            if (!open) listening.delete(cut);
            handlers.onState(open);
          },
        });
        const cut = () => {
          listening.delete(cut);
          stop();
          handlers.onState(false);
        };
        listening.add(cut);
        return () => {
          listening.delete(cut);
          stop();
        };
      },
    }),
  };
}
