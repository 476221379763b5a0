/** Page → main: a port to core, please. No data. */
export const requestPortMessage = 'okienko:request-port';
/** Main → page: the port, alone. The page knows it by the same name. */
export const portMessage = 'okienko:port';
