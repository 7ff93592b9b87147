import { choicesOf, LEAST, MOST, type Resolve, SAME, type Schema } from './choices.js';

/** `request`: the other side writes it and we read it. `reply`: the other side reads it. `both`: a message of either release. */
export type Direction = 'request' | 'reply' | 'both';
export interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

/**
 * The changes of a schema that break the other side, as sentences; none when there are none.
 *
 * What others send may become wider, what they read may become narrower: in a request a new required member breaks, in a reply a lost
 * one. New members of a reply break nobody, since clients ignore those that they do not know.
 */
export function breaksOf(before: Schema, after: Schema, direction: Direction, resolve: Pair<Resolve>): string[] {
  if (direction !== 'both') return new Comparison(direction, resolve).of(before, after, '');
  const [asRequest, asReply] = (['request', 'reply'] as const).map((one) => breaksOf(before, after, one, resolve));
  return [...new Set([...asRequest!, ...asReply!])];
}

class Comparison {
  private readonly compared = new Set<string>();

  constructor(
    private readonly direction: 'request' | 'reply',
    private readonly resolve: Pair<Resolve>,
  ) {}

  of(before: Schema, after: Schema, at: string): string[] {
    const refs = `${String(before['$ref'])} ${String(after['$ref'])}`;
    if (before['$ref'] && after['$ref']) {
      if (this.compared.has(refs)) return []; // a schema that contains itself
      this.compared.add(refs);
    }
    try {
      return this.ofChoices(choicesOf(before, this.resolve.before), choicesOf(after, this.resolve.after), at);
    } finally {
      this.compared.delete(refs);
    }
  }

  /** Each choice of the narrower side must fit one of the wider side; for one that fits none, the closest choice says why. */
  private ofChoices(before: readonly Schema[], after: readonly Schema[], at: string): string[] {
    const isRequest = this.direction === 'request';
    const [narrow, wide] = isRequest ? [before, after] : [after, before];
    return narrow.flatMap((one) => {
      const sameKind = sameTag(
        one,
        wide.filter((other) => fitsKind(one, other)),
      );
      if (!sameKind.length) return [`${named(at)}${isRequest ? 'no longer takes' : 'may now be'} ${kindOf(one)}`];
      const found = sameKind.map((other) => (isRequest ? this.ofOne(one, other, at) : this.ofOne(other, one, at)));
      return found.toSorted((a, b) => a.length - b.length)[0]!;
    });
  }

  private ofOne(before: Schema, after: Schema, at: string): string[] {
    return [
      ...this.valuesOf(before, after, at),
      ...this.membersOf(before, after, at),
      ...this.innerOf(before, after, at),
    ];
  }

  private valuesOf(before: Schema, after: Schema, at: string): string[] {
    const isRequest = this.direction === 'request';
    const [narrow, wide] = isRequest ? [before, after] : [after, before];
    const listed = enumOf(narrow); // words that are listed need no limits
    const limits = [
      ...(listed ? [] : LEAST.filter((name) => exceeds(wide[name], narrow[name], 1))),
      ...(listed ? [] : MOST.filter((name) => exceeds(wide[name], narrow[name], -1))),
      ...SAME.filter((name) => (name === 'x-sealed' || !listed) && differs(narrow, wide, name)),
    ];
    const enums = enumOf(wide);
    const news = enums && (listed?.filter((value) => !enums.includes(value)) ?? ['anything']);
    return [
      ...limits.map((name) => `${named(at)}${name} is ${show(after[name])}, was ${show(before[name])}`),
      ...(news ?? []).map((value) => `${named(at)}${isRequest ? 'no longer takes' : 'may now be'} ${value}`),
    ];
  }

  private membersOf(before: Schema, after: Schema, at: string): string[] {
    const [had, has] = [membersIn(before), membersIn(after)];
    const [needed, needs] = [requiredIn(before), requiredIn(after)];
    const isClosed = (schema: Schema) => schema['additionalProperties'] === false;
    return [
      ...Object.keys(had).flatMap((name) => {
        if (!(name in has)) return isObject(after) ? [`lost the member ${below(at, name)}`] : [];
        const inner = this.of(had[name]!, has[name]!, below(at, name));
        const mayMiss = this.direction === 'reply' && needed.has(name) && !needs.has(name);
        return mayMiss ? [...inner, `the member ${below(at, name)} may now be missing`] : inner;
      }),
      ...(this.direction === 'request'
        ? [...needs].filter((name) => !needed.has(name)).map((name) => `now requires the member ${below(at, name)}`)
        : []),
      ...(this.direction === 'request' && isObject(before) && isClosed(after) && !isClosed(before)
        ? [`${named(at)}no longer takes other members`]
        : []),
    ];
  }

  /** List elements, the values of an object with any names, and the JSON in a text. */
  private innerOf(before: Schema, after: Schema, at: string): string[] {
    return [
      ['items', `${at}[]`],
      ['additionalProperties', `${at}{}`],
      ['propertyNames', `${at}{name}`],
      ['contentSchema', `${at}{content}`],
    ].flatMap(([name, place]) => {
      const [was, is] = [before[name!], after[name!]];
      return isSchema(was) && isSchema(is) ? this.of(was, is, place!) : [];
    });
  }
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
const membersIn = (schema: Schema) => (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
const requiredIn = (schema: Schema) => new Set((schema['required'] ?? []) as readonly string[]);
const isObject = (schema: Schema): boolean => schema['type'] === 'object';
const enumOf = (schema: Schema): readonly string[] | undefined =>
  'const' in schema ? [show(schema['const'])] : (schema['enum'] as readonly unknown[] | undefined)?.map(show);

/** The same type, any,  or whole numbers among numbers. */
const fitsKind = ({ type: narrow }: Schema, { type: wide }: Schema): boolean =>
  wide === undefined || narrow === wide || (narrow === 'integer' && wide === 'number');
/** Of the choices those with the same `const` in a member, where there are such: another one, or one that takes any, would hide what breaks. */
function sameTag(one: Schema, choices: readonly Schema[]): readonly Schema[] {
  const tags = Object.entries(membersIn(one)).filter(([, member]) => 'const' in member);
  const same = choices.filter((other) =>
    tags.some(([name, { const: tag }]) => membersIn(other)[name]?.['const'] === tag),
  );
  return same.length ? same : choices;
}
const kindOf = ({ type }: Schema): string => (type === undefined ? 'anything' : (type as string));
/** Whether a value that `narrow` allows is beyond the limit of `wide`; `sign` is 1 for a least and -1 for a most. */
const exceeds = (wide: unknown, narrow: unknown, sign: 1 | -1): boolean =>
  wide !== undefined && (narrow === undefined || sign * Number(narrow) < sign * Number(wide));
const differs = (narrow: Schema, wide: Schema, name: string): boolean =>
  (wide[name] !== undefined || name === 'x-sealed') && show(narrow[name]) !== show(wide[name]);
const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
const named = (at: string): string => (at ? `${at} ` : '');
const below = (at: string, name: string): string => (at ? `${at}.${name}` : name);
