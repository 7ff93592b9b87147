import type { ProviderAccount } from '../ports/provider-account.js';

/**
 * One account for each order, of its charges.
 *
 * @param refunds  whether the refunds of an entry are those of its charge, or all of its order's
 */
export function accountsIn(
  charges: readonly ProviderAccount[],
  refunds: 'of each charge' | 'once for the order',
): readonly ProviderAccount[] {
  const accounts = new Map<string, ProviderAccount>();
  for (const { orderId, currency, captured, refunded, refunding } of charges) {
    const known = accounts.get(orderId);
    const more = !known || refunds === 'of each charge';
    accounts.set(orderId, {
      orderId,
      currency,
      captured: captured + (known?.captured ?? 0),
      refunded: (known?.refunded ?? 0) + (more ? refunded : 0),
      refunding: (known?.refunding ?? 0) + (more ? refunding : 0),
    });
  }
  return [...accounts.values()];
}
