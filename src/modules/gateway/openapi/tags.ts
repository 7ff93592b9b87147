/** What the routes of a tag are for, in the order in which the reference shows them. The tag is the first part of a path after its version. */
const TEXTS: Readonly<Record<string, string>> = {
  users: 'Accounts. An e-mail address has one account; whoever registers is a customer.',
  sessions: 'Signing in: an e-mail address and a password are exchanged for an access token of 15 minutes.',
  products: 'The catalogue with prices and stock. Everybody reads it, operators change it.',
  orders:
    'Placing orders and following them. An accepted order always ends `confirmed`, with its goods reserved and its total captured, or `cancelled`, with no goods and no money held.',
  ops: 'For operators: what waits for whom, dead letters and their repair, the story of an order.',
  webhooks: 'For other systems: what they tell of, signed.',
  system: 'Where to begin: the front page, this reference and the documents for programs.',
};

/** The tag of a path: `/v1/orders/{id}` → `orders`. */
export const tagOf = (path: string): string => /^\/v\d+\/([^/]+)/.exec(path)?.[1] ?? 'system';

/** The tags that are used, with their texts; one that is not written above is described by its name alone. */
export function tagsOf(used: ReadonlySet<string>) {
  const names = [...Object.keys(TEXTS).filter((name) => used.has(name)), ...[...used].filter((name) => !TEXTS[name])];
  return names.map((name) => ({ name, description: TEXTS[name] ?? `Everything about ${name}.` }));
}
