import fc from 'fast-check';
import { type ApiDocument, resolved, type Schema } from './document.js';
import { type Known, kindOf } from './known.js';

/** A password that may be chosen, and the one of every account that the fuzz makes. */
export const PASSWORD = 'correct horse of the fuzz';

/** Values that fit a schema of the document. */
export class Values {
  constructor(
    private readonly document: ApiDocument,
    private readonly known: Known,
  ) {}

  /** @param name  of the member or parameter: where the document allows any id, one that exists is taken most of the time */
  of(given: Schema, path: string, name = ''): fc.Arbitrary<unknown> {
    const schema = resolved(this.document, given);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return fc.oneof(...choices.map((one) => this.of(one, path, name)));
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const type = Array.isArray(schema.type) ? (schema.type[0] as string) : (schema.type as string | undefined);
    if (type === 'object') return this.object(schema, path);
    if (type === 'array') {
      const { items = {}, minItems = 0, maxItems = 3 } = schema;
      return fc.array(this.of(items, path), { minLength: minItems, maxLength: Math.min(maxItems, minItems + 2) });
    }
    if (type === 'integer' || type === 'number') return this.number(schema, name);
    if (type === 'boolean') return fc.boolean();
    if (type === 'null') return fc.constant(null);
    return this.text(schema, path, name);
  }

  text(schema: Schema, path: string, name: string): fc.Arbitrary<string> {
    const kind = kindOf(path, name);
    const free = this.freeText(schema, path, name);
    return kind ? mostly(this.known.one(kind, free), free) : free;
  }

  private freeText(schema: Schema, path: string, name: string): fc.Arbitrary<string> {
    if (name === 'password') return fc.constant(PASSWORD);
    if (name === 'email' && path.endsWith('/sessions'))
      return this.known.one('emails', fc.constant('nobody@example.org'));
    const stranger = fc.uuid().map((id) => `fuzz-${id}@example.org`);
    if (name === 'email') return mostly(stranger, this.known.one('emails', stranger));
    if (name === 'context') return fc.constantFrom('users', 'users', 'users', 'inventory', 'orders', 'nowhere');
    if (name === 'method')
      return mostly(
        fc.constantFrom('pm_card_visa', 'pm_card_visa', 'pm_card_visa_chargeDeclined', 'pm_x'),
        fc.constant('pm_cleave_silent'), // is under way for so long that it can be cancelled
      );
    if (name === 'currency') return mostly(fc.constant('EUR'), fc.constant('USD'));
    if (name === 'projection') return mostly(fc.constant('orders'), fc.constant('nothing'));
    if (name === 'step') return fc.constantFrom('stock', 'payment', 'ship', 'nothing');
    if (name === 'store') return mostly(fc.constant('postgres'), fc.constant('paper'));
    if (schema.format === 'uuid') return fc.uuid();
    if (schema.format === 'date') return fc.constantFrom('2026-03-01', '2026-03-01', '2026-03-31'); // of a period, mostly in order
    if (schema.format === 'date-time') return fc.constant('2026-03-01T12:00:00Z');
    if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern, 'u'), { size: 'small' });
    const { minLength = 0, maxLength = 20 } = schema;
    const text = fc.string({
      unit: fc.constantFrom(...'abcXYZ 0189-_äßéЖ漢🙂'),
      minLength,
      maxLength: Math.min(maxLength, minLength + 20),
    });
    return text.map((one) => (one.trim() ? one : `x${one.slice(1)}`));
  }

  private number({ minimum = 0, maximum = 1_000 }: Schema, name: string): fc.Arbitrary<number> {
    const max = Math.min(maximum, name === 'quantity' ? 3 : name === 'copy' ? 8 : 5_000);
    const min = Math.max(minimum, name === 'amount' ? 50 : name === 'delta' ? 1 : -1_000);
    return fc.integer({ min, max });
  }

  private object({ properties = {}, required = [] }: Schema, path: string): fc.Arbitrary<object> {
    const members = Object.entries(properties).map(([name, member]) => [name, this.of(member, path, name)] as const);
    return fc.record(Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>, {
      requiredKeys: required as string[],
      noNullPrototype: true,
    });
  }
}

export const mostly = <T>(one: fc.Arbitrary<T>, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: one }, { weight: 1, arbitrary: other });
