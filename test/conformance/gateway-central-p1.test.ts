/** The same suite, unchanged, in P1's dialect (docs/p1.md). */
process.env.OKIENKO_DIALECT = 'p1';
await import('./gateway-central.test.ts');

export {};
