import type { Document } from '../feeding/index.js';
import { contentHash } from './canonical.js';

/**
 * - **missing**: the streams have it, the copy does not.
 * - **extra**: the copy has it, the streams do not.
 * - **behind**: the copy has an earlier version.
 * - **different**: the same version with another content, or a version that the streams do not have yet.
 */
export type DifferenceKind = 'missing' | 'extra' | 'behind' | 'different';

export interface Difference {
  readonly id: string;
  readonly kind: DifferenceKind;
  /** Version in the copy, and by the streams; null: there is none. */
  readonly copied: number | null;
  readonly true: number | null;
}

/** How documents of a copy differ from those that the streams say, by id. Read the copy first, so that nothing in it can be newer. */
export function differences<D extends Document>(copied: readonly D[], truth: readonly D[]): readonly Difference[] {
  const copies = new Map(copied.map((document) => [document.id, document]));
  const truths = new Map(truth.map((document) => [document.id, document]));
  const ids = [...new Set([...copies.keys(), ...truths.keys()])].sort();
  return ids.flatMap((id) => differenceOf(id, copies.get(id), truths.get(id)) ?? []);
}

function differenceOf(id: string, copy?: Document, truth?: Document): Difference | undefined {
  const found = (kind: DifferenceKind) => ({ id, kind, copied: copy?.version ?? null, true: truth?.version ?? null });
  if (!copy) return found('missing');
  if (!truth) return found('extra');
  if (copy.version < truth.version) return found('behind');
  return copy.version > truth.version || contentHash(copy) !== contentHash(truth) ? found('different') : undefined;
}
