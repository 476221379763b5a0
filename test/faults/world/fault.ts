/** What may go wrong with one request, on its way or back. */
export const faults = [
  /** No connection comes about: nothing was sent. */
  'no-connection',
  /** The connection is cut before the request arrives. */
  'cut-before',
  /** ... after central has done it. */
  'cut-after',
  /** Nothing comes back until the desk gives up waiting; central never saw it. */
  'silence-before',
  /** ... but central did it. */
  'silence-after',
  /** The desk has given up waiting; the request arrives much later. */
  'arrives-late',
  /** Arrives twice, the second time at once or seconds later. */
  'arrives-twice',
  /** Seconds on the way, so that requests and answers overtake each other. */
  'slow',
  'status-401',
  'status-403',
  /** Of somebody between us and central, with and without a body that looks like central's. Not done. */
  'strange-409',
  'strange-412',
  'strange-422',
  'status-429',
  /** With a date instead of seconds. */
  'status-429-date',
  'status-503',
  'html-503',
  'status-500-before',
  /** Central fails after its commit. */
  'status-500-after',
  'html-502',
  /** Done, and the answer ends in the middle. */
  'cut-body',
  /** Done, and the answer is noise. */
  'garbage',
  /** Done, and the answer is another JSON. */
  'other-json',
  /** A captive portal answers instead of central, with a page or a redirect. */
  'portal-page',
  'portal-redirect',
  /** A page of events lacks one. */
  'feed-gap',
  /** ... or brings one twice. */
  'feed-repeated',
] as const;

export type Fault = (typeof faults)[number];

/** Central did it, or will do it, and the desk cannot know. */
export const doubtful: readonly Fault[] = [
  'cut-after',
  'silence-after',
  'arrives-late',
  'arrives-twice',
  'slow',
  'status-500-after',
  'cut-body',
  'garbage',
];

/** The desk stops waiting after this long (requestTimeoutMs of the desk). */
export const patienceMs = 20_000;
