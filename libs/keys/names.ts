/** The name of every key that is derived. What goes by one name has that key for itself. */

/** The password of a context's database role. */
export const passwordKey = (role: string): string => `password of ${role}`;

/**
 * What one context tells another. A process holds the channels from its contexts and those to them: whoever has stolen its keys can
 * say what it may say, and forge what it hears, and nothing between two others.
 */
export const channelKey = (from: string, to: string): string => `channel ${from} ${to}`;

/** Signs the access tokens. */
export const ACCESS_TOKENS_KEY = 'access tokens';
/** From which a request with an Idempotency-Key gets its id. */
export const REQUEST_IDS_KEY = 'request ids';
/** By which a repeated request is compared with the first. */
export const REQUEST_FINGERPRINTS_KEY = 'request fingerprints';

/** Those of the public door, beside the channels of its context. */
export const DOOR_KEYS: readonly string[] = [ACCESS_TOKENS_KEY, REQUEST_IDS_KEY, REQUEST_FINGERPRINTS_KEY];
