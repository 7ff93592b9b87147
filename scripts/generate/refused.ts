/** The generator writes nothing, for a reason that the person at the keyboard can act upon; one sentence. */
export class Refused extends Error {}
