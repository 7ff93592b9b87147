/** The demo cannot be shown; the message says why, and what to do about it. */
export class Cannot extends Error {}
