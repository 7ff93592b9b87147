/** The demo cannot run; the message gives the reason and the remedy. */
export class Cannot extends Error {}
