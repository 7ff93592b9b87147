import {
  contractOf,
  EffectRunner,
  newId,
  type AnyMessage,
  type ContractClass,
  type IEffectHandler,
  type Message,
} from '#libs/messaging';
import { Breakers } from '#libs/resilience';
import { Carried } from './carried.js';

const DEADLINE_MS = 1_000;
const LEASE_MS = 5_000;

/**
 * Runs an effect by the real runner, as a context does. Returns the calls and messages of all sends:
 * `(await effect(new CaptureChargeHandler(provider), charge).afterLostAnswer()).thenAsked(1).thenActed(1)`.
 */
export const effect = <E extends AnyMessage, Result>(handler: IEffectHandler<E, Result>, message: E) => ({
  /** The first send. */
  atFirst: () => carry(message, handler, [answered]),
  /** The system has acted and its answer was lost; then the effect is sent again. */
  afterLostAnswer: () => carry(message, handler, [answerLost, answered]),
  /** The call never arrived, which is unknown here; then the effect is sent again. */
  afterLostCall: () => carry(message, handler, [callLost, answered]),
});

/** What happens to a call of `act`. */
type Fate = <Result>(act: () => Promise<Result>) => Promise<Result>;
const answered: Fate = (act) => act();
const callLost: Fate = () => Promise.reject(new Error('the call was lost'));
const answerLost: Fate = async (act) => {
  await act();
  throw new Error('the answer was lost');
};

/** One send after the other, each with its fate. */
async function carry<E extends AnyMessage, Result>(
  message: E,
  handler: IEffectHandler<E, Result>,
  fates: readonly Fate[],
): Promise<Carried> {
  const { name, context } = contractOf(message);
  const carried = new Carried();
  const self = { receive: (told: Message) => carried.hear(told) };
  const type = message.constructor as ContractClass;
  const id = newId();
  for (const [n, fate] of fates.entries()) {
    const effects = new Map([[name, { type, handler: watched(handler, fate, carried) }]]);
    const breakers = new Breakers();
    const runner = new EffectRunner(context, () => effects, self, DEADLINE_MS, breakers);
    const sent = { id, type: name, key: '', body: JSON.stringify(message), headers: '{}', sends: n + 1 };
    await runner.deliver({ id: newId(), sender: context, receiver: '', messages: [sent], remainingMs: LEASE_MS });
    breakers.shutdown();
  }
  return carried;
}

/** The same handler, counted. */
const watched = <E extends AnyMessage, Result>(
  handler: IEffectHandler<E, Result>,
  fate: Fate,
  carried: Carried,
): IEffectHandler<AnyMessage, unknown> => ({
  find(effect, call) {
    carried.finds++;
    return handler.find(effect as E, call);
  },
  act: (effect, call) =>
    fate(() => {
      carried.acts++;
      return handler.act(effect as E, call);
    }),
  tell: (effect, result) => handler.tell(effect as E, result as Result),
  ...(handler.tellUnknown && { tellUnknown: (effect: AnyMessage) => handler.tellUnknown!(effect as E) }),
});
