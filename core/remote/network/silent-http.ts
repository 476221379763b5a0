import type { Http } from '../http.ts';

/** Says nothing to anybody: for a central that IT does not want this machine to speak to. */
export const silentHttp = (): Http => ({ exchange: async () => ({ kind: 'not-sent' }), close: () => undefined });
