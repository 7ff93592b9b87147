import type { Api } from '../../api/api.js';
import { EXIT, Failure } from '../../api/failure.js';
import type { Copy, Projections } from '../../api/projections.types.js';

/** A projection, and a store of it. */
export interface Name {
  readonly projection?: string;
  readonly store?: string;
}

export const NAME = 'a projection such as orders, or one store of it: orders@mongodb';
const PATTERN = /^([a-z][a-z-]{0,39})(?:@([a-z][a-z-]{0,39}))?$/;

/** Throws Failure when the text is no name. */
export function nameIn(text: string | undefined): Name {
  if (text === undefined) return {};
  const parts = PATTERN.exec(text);
  if (!parts) throw new Failure(EXIT.usage, `"${text}" is no name: write orders, or orders@mongodb.`);
  return { projection: parts[1], store: parts[2] };
}

/** The copies that are named. Throws Failure when a name fits none. */
export async function copiesOf(api: Api, name: Name): Promise<readonly Copy[]> {
  const { data } = await api.get<Projections>('/ops/projections');
  const named = data.filter((copy) => fits(copy, name));
  if (!named.length && name.projection !== undefined)
    throw new Failure(EXIT.refused, `There is no copy of ${name.projection}${name.store ? ` in ${name.store}` : ''}.`);
  return named;
}

/** The projection that is named, or the only one. Throws Failure when there are several, or none. */
export async function projectionOf(api: Api, { projection }: Name): Promise<string> {
  if (projection !== undefined) return projection;
  const { data } = await api.get<Projections>('/ops/projections');
  const known = [...new Set(data.map((copy) => copy.projection))];
  if (known.length === 1) return known[0]!;
  throw new Failure(EXIT.usage, known.length ? `Say which one: ${known.join(', ')}.` : 'There is no projection yet.');
}

const fits = (copy: Copy, { projection, store }: Name): boolean =>
  (projection === undefined || copy.projection === projection) && (store === undefined || copy.store === store);
