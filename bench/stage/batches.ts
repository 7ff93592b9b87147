/** Context → batches that its loop has run, and the items in them. */
export type Batches = Readonly<Record<string, { readonly batches: number; readonly items: number }>>;

const NONE = { batches: 0, items: 0 };

/** Mean size of the batches between two counts, by context. */
export function itemsPerBatch(from: Batches, to: Batches): Record<string, number> {
  const means = Object.entries(to).map(([context, last]) => {
    const first = from[context] ?? NONE;
    return [context, (last.items - first.items) / (last.batches - first.batches)] as const;
  });
  return Object.fromEntries(means.filter(([, mean]) => Number.isFinite(mean)));
}
