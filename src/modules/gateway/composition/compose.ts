import { messagingError } from '#libs/messaging';
import { Refusal } from '#libs/messaging/contract';

/** Once the required parts are there, the optional ones are waited for this long at most. */
export const PATIENCE_MS = 250;

/** A part that did not come, and the error code that says why. */
export interface Gap<Part> {
  readonly part: Part;
  readonly code: string;
}

type Promises<Parts> = { readonly [Part in keyof Parts]: Promise<Parts[Part]> };

/** An answer that is put together from several contexts: how each part of it is asked. */
export interface Recipe<Required, Optional> {
  /** Without one of these there is no answer: its error is the error of the request. */
  readonly required: { readonly [Part in keyof Required]: () => Promise<Required[Part]> };
  /** Without one of these the answer has null in its place. A part that needs a required one is given it as a promise. */
  readonly optional: { readonly [Part in keyof Optional]: (needed: Promises<Required>) => Promise<Optional[Part]> };
}

/** The parts, and those that did not come: a part that is null and no gap does not exist, as its context says. */
export type Composed<Required, Optional> = Required & { readonly [Part in keyof Optional]: Optional[Part] | null } & {
  readonly degraded: readonly Gap<keyof Optional & string>[];
};

/**
 * Asks all parts side by side. Rejects with the error of a required part, and with nothing else.
 * @param missed  is told of each optional part that did not come
 */
export async function compose<Required extends object, Optional extends object>(
  { required, optional }: Recipe<Required, Optional>,
  missed: (part: string, error: Error) => void = () => undefined,
): Promise<Composed<Required, Optional>> {
  const needed = mapped(required, (ask) => ask()) as Promises<Required>;
  const asked = Object.values<Ask<Required>>(optional).map((ask) => outcomeOf(ask(needed)));
  const parts = await settled(needed);
  const late = Promise.withResolvers<Outcome>();
  const timer = setTimeout(late.resolve, PATIENCE_MS, LATE);
  const outcomes = await Promise.all(asked.map((outcome) => Promise.race([outcome, late.promise])));
  clearTimeout(timer);
  const named = Object.keys(optional).map((part, n) => ({ part, ...outcomes[n]! }));
  const degraded = named.flatMap(({ part, error }) => {
    if (!error) return [];
    missed(part, error);
    return [{ part, code: error instanceof Refusal ? error.code : 'internal' }];
  });
  const extras = Object.fromEntries(named.map(({ part, value }) => [part, value]));
  return { ...parts, ...extras, degraded } as Composed<Required, Optional>;
}

type Ask<Required> = (needed: Promises<Required>) => Promise<unknown>;

/** What became of an optional part; with an error it is a gap. */
interface Outcome {
  readonly value: unknown;
  readonly error?: Error;
}

const LATE: Outcome = { value: null, error: messagingError('request.deadline', `no answer within ${PATIENCE_MS} ms`) };

/** "There is no such thing" is an answer, and nothing is missing. */
const outcomeOf = (asked: Promise<unknown>): Promise<Outcome> =>
  asked.then(
    (value) => ({ value }),
    (error: Error) =>
      error instanceof Refusal && error.kind === 'not-found' ? { value: null } : { value: null, error },
  );

const mapped = <Parts extends object, To>(parts: Parts, map: (from: Parts[keyof Parts]) => To) =>
  Object.fromEntries(Object.entries(parts).map(([part, value]) => [part, map(value)])) as { [Part in keyof Parts]: To };

const settled = async <Parts extends object>(promises: Promises<Parts>): Promise<Parts> =>
  Object.fromEntries(
    await Promise.all(Object.entries(promises).map(async ([part, promise]) => [part, await promise] as const)),
  ) as Parts;
