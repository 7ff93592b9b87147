import { z } from 'zod';
import { declaredBy, type Place } from '#libs/declarations';
import type { Audit, Contract, ContractClass, ContractKind, ErrorCodes } from './contract.js';
import { sealedIn } from './sealed.js';

const NAME = /^([a-z][a-z-]*)\.([a-z][a-z0-9-]*)\.v([1-9]\d*)$/;

interface Options<P extends z.ZodObject> {
  payload: P;
  /** The id of the thing that the message concerns; shown in logs and stories. */
  key?: (payload: z.output<P>) => string;
}
interface Asked<P extends z.ZodObject, R extends z.ZodType, E extends ErrorCodes, F extends string> extends Options<P> {
  reply?: R;
  errors?: E;
  /** Contexts that may send it; any when left out. */
  from?: readonly F[];
  audit?: Audit<z.output<P>, z.output<R>>;
  /** Of a command: it is taken also while the context has too much to do. @defaultValue false */
  passesAdmission?: boolean;
  isWork?: boolean;
}

/** An instruction that the owning context executes or refuses. As a request it returns `reply`. */
export function command<
  const N extends string,
  P extends z.ZodObject,
  R extends z.ZodType = z.ZodVoid,
  const E extends ErrorCodes = {},
  const F extends string = string,
>(name: N, options: Asked<P, R, E, F>): ContractClass<z.output<P>, z.output<R>, E, N, F> {
  return contractClass('command', declaredBy(command), name, options);
}

/** A question without side effects. */
export function query<
  const N extends string,
  P extends z.ZodObject,
  R extends z.ZodType,
  const E extends ErrorCodes = {},
  const F extends string = string,
>(name: N, options: Asked<P, R, E, F> & { reply: R }): ContractClass<z.output<P>, z.output<R>, E, N, F> {
  return contractClass('query', declaredBy(query), name, options);
}

/** Something that has happened; all subscribed contexts receive it. Named in the past tense. */
export function event<const N extends string, P extends z.ZodObject>(
  name: N,
  options: Options<P> & Pick<Partial<Contract>, 'isWork'>,
): ContractClass<z.output<P>, void, {}, N> {
  return contractClass<N, P, z.ZodVoid, {}, string>('event', declaredBy(event), name, options);
}

/** A call of an external system, made after the commit by the context's effect runner; `result` is the schema of a definite answer. */
export function effect<const N extends string, P extends z.ZodObject, R extends z.ZodType>(
  name: N,
  options: Options<P> & { result: R },
): ContractClass<z.output<P>, z.output<R>, {}, N> {
  return contractClass('effect', declaredBy(effect), name, { ...options, reply: options.result });
}

function contractClass<
  N extends string,
  P extends z.ZodObject,
  R extends z.ZodType,
  E extends ErrorCodes,
  F extends string,
>(
  kind: ContractKind,
  declaredAt: Place,
  name: N,
  { payload, reply, errors, key, from, audit, passesAdmission = false, isWork = true }: Asked<P, R, E, F>,
): ContractClass<z.output<P>, z.output<R>, E, N, F> {
  const parts = NAME.exec(name);
  if (!parts) throw new TypeError(`"${name}" is no contract name: write <context>.<what>.v<N>`);
  if (reply && sealedIn(reply).length) throw new TypeError(`the reply of ${name} cannot be sealed: replies are kept`);
  const context = parts[1]!;
  const contract: Contract = {
    kind,
    name,
    payload,
    sealed: sealedIn(payload),
    reply,
    from: from ?? (kind === 'event' ? [context] : undefined), // only the owning context publishes its events
    context,
    version: Number(parts[3]),
    errors: errors ?? {},
    key: (key ?? (() => '')) as Contract['key'],
    audit,
    passesAdmission,
    isWork,
    declaredAt,
  };
  const Base = class {
    static readonly contract = contract;
    constructor(values: object) {
      Object.assign(this, values);
    }
  };
  return Base as unknown as ContractClass<z.output<P>, z.output<R>, E, N, F>;
}
