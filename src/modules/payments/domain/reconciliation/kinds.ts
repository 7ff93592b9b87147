const compared = 'payments and the provider';

/** The differences between payments and the provider, and what is to be done about each. */
export const kinds = {
  'charge-unknown-here': {
    compared,
    repair: 'Money was taken of which there is no charge here: it is given back.',
    isAutomatic: true,
  },
  'outcome-not-recorded': {
    compared,
    repair: 'The provider has taken the money, and its answer never came here: it is recorded, as if it came now.',
    isAutomatic: true,
  },
  'refund-missing': {
    compared,
    repair: 'The provider knows nothing of money that was given back: it is asked for it again.',
    isAutomatic: true,
  },
  'charge-missing': {
    compared,
    repair:
      'The provider has not taken, or does not know, money that is held to be captured: ask its support with the id of the order. If it is right, have the customer pay again, or give the goods up.',
    isAutomatic: false,
  },
  'refund-unknown-here': {
    compared,
    repair:
      'Somebody has given money back at the provider without the order, as on its site: find out who, and keep it in mind when the order is refunded.',
    isAutomatic: false,
  },
  'charged-too-much': {
    compared,
    repair: 'More was taken than the order asked for: give the rest back on the site of the provider.',
    isAutomatic: false,
  },
  'another-currency': {
    compared,
    repair:
      'The two sides have money in different currencies: ask the support of the provider with the id of the order.',
    isAutomatic: false,
  },
} as const;
export type PaymentDifference = keyof typeof kinds;
