/** What is played when a payment method is used. */
export interface Scenario {
  /** Why the card is declined; undefined: it is charged. */
  readonly decline: Decline | undefined;
  /** Of the charge. `lost`: never; `slow`: after a while; `silent`: for a while nothing is answered about it. */
  readonly answer: 'prompt' | 'lost' | 'slow' | 'silent';
  /** What becomes of the first request to do this, which has no effect. */
  readonly first:
    { readonly to: 'create' | 'confirm' | 'refund'; readonly ends: '500' | '429' | 'hanging' } | undefined;
  /** What a refund is at once, and what it becomes later. */
  readonly refund: { readonly at: 'succeeded' | 'pending'; readonly later?: 'succeeded' | 'failed' };
  /** How its events are posted. `silent`: when the silence is over. */
  readonly webhooks: 'once' | 'twice' | 'reordered' | 'late' | 'silent' | 'lost';
}

export interface Decline {
  readonly code: string;
  readonly decline_code?: string;
}

const PLAIN: Scenario = {
  decline: undefined,
  answer: 'prompt',
  first: undefined,
  refund: { at: 'succeeded' },
  webhooks: 'once',
};

/** The tokens that are no cards: those of ours, and those of Stripe whose refunds are not prompt. */
const SCENARIOS: ReadonlyMap<string, Partial<Scenario>> = new Map<string, Partial<Scenario>>([
  ['pm_cleave_answerLost', { answer: 'lost' }],
  ['pm_cleave_silent', { answer: 'silent', webhooks: 'silent' }],
  ['pm_cleave_onlyEvents', { answer: 'silent' }],
  ['pm_cleave_slow', { answer: 'slow' }],
  ['pm_cleave_hang', { first: { to: 'confirm', ends: 'hanging' } }],
  ['pm_cleave_errorOnce', { first: { to: 'confirm', ends: '500' } }],
  ['pm_cleave_errorOnCreate', { first: { to: 'create', ends: '500' } }],
  ['pm_cleave_errorOnRefund', { first: { to: 'refund', ends: '500' } }],
  ['pm_cleave_tooMany', { first: { to: 'confirm', ends: '429' } }],
  ['pm_card_pendingRefund', { refund: { at: 'pending', later: 'succeeded' } }],
  ['pm_card_refundFail', { refund: { at: 'succeeded', later: 'failed' } }],
  ['pm_cleave_refundPendingThenFailed', { refund: { at: 'pending', later: 'failed' } }],
  ['pm_cleave_webhookTwice', { webhooks: 'twice' }],
  ['pm_cleave_webhookReordered', { webhooks: 'reordered' }],
  ['pm_cleave_webhookLate', { webhooks: 'late' }],
  ['pm_cleave_webhookLost', { webhooks: 'lost' }],
]);

/** Stripe's test tokens whose charge is declined, by what their names end with. */
const DECLINED = /_(?:chargeDeclined(\w*)|chargeCustomerFail|radarBlock)/;
const DECLINES: ReadonlyMap<string, Decline> = new Map<string, Decline>([
  ['InsufficientFunds', { code: 'card_declined', decline_code: 'insufficient_funds' }],
  ['LostCard', { code: 'card_declined', decline_code: 'lost_card' }],
  ['StolenCard', { code: 'card_declined', decline_code: 'stolen_card' }],
  ['Fraudulent', { code: 'card_declined', decline_code: 'fraudulent' }],
  ['ExpiredCard', { code: 'expired_card' }],
  ['IncorrectCvc', { code: 'incorrect_cvc' }],
  ['ProcessingError', { code: 'processing_error' }],
]);
const GENERIC: Decline = { code: 'card_declined', decline_code: 'generic_decline' };

/** Whether the text is a payment method at all. */
export const isMethod = (token: string): boolean => /^pm_\w+$/.test(token);

/** The scenario that the token's name describes; any other token is a valid card. */
export function scenarioOf(token: string): Scenario {
  const declined = DECLINED.exec(token);
  const decline = declined ? (DECLINES.get(declined[1] ?? '') ?? GENERIC) : undefined;
  return { ...PLAIN, decline, ...SCENARIOS.get(token) };
}
