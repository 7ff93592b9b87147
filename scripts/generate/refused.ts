/** The generator writes nothing, for a reason that the user can act on; the message is one sentence. */
export class Refused extends Error {}
