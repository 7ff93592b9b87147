import fc from 'fast-check';

/** Things that exist in the system, so that requests reach deeper than "there is no such thing". */
export type Kind = 'orders' | 'products' | 'letters' | 'groups' | 'cursors' | 'tags' | 'emails' | 'keys';

/** What earlier answers have told. Only the latest are kept, so that orders under way occur as well as final ones. */
export class Known {
  private readonly all = new Map<Kind, string[]>();

  add(kind: Kind, value: unknown): void {
    if (typeof value !== 'string') return;
    const list = this.all.get(kind) ?? [];
    if (list.includes(value)) return;
    list.push(value);
    if (list.length > 60) list.splice(0, 20);
    this.all.set(kind, list);
  }

  /** One of them, or what `other` gives as long as there is none. */
  one(kind: Kind, other: fc.Arbitrary<string>): fc.Arbitrary<string> {
    return fc.tuple(fc.nat(), other).map(([n, stranger]) => {
      const list = this.all.get(kind) ?? [];
      return list.length ? list[n % list.length]! : stranger;
    });
  }

  /** Learns from the JSON of an answer to this path. */
  learn(path: string, headers: Readonly<Record<string, string>>, body: unknown): void {
    this.add('tags', headers['etag']);
    const { data, page, id } = (body ?? {}) as { data?: readonly object[]; page?: { next?: unknown }; id?: unknown };
    this.add('cursors', page?.next);
    const rows = [...(Array.isArray(data) ? (data as Record<string, unknown>[]) : []), ...(id ? [{ id }] : [])];
    for (const row of rows) {
      if (/^\/v\d\/orders(\/[^/]+)?$/.test(path)) this.add('orders', row.id);
      if (/^\/v\d\/products(\/[^/]+)?$/.test(path)) this.add('products', row.id);
      if (path.includes('/dead-letters')) {
        this.add('groups', (row as { group?: unknown }).group);
        if (path.includes('/dead-letters/')) this.add('letters', row.id);
      }
    }
  }
}

/** Which of the known things a member or parameter of this name means. */
export function kindOf(path: string, name: string): Kind | undefined {
  if (name === 'productId') return 'products';
  if (name === 'group') return 'groups';
  if (name === 'cursor') return 'cursors';
  if (name !== 'id') return undefined;
  if (/\/(orders|sagas)\//.test(path)) return 'orders';
  return path.includes('/dead-letters/') ? 'letters' : 'products';
}
