/** The names of all derived keys. Each name has one use. */

/** The password of a context's database role. */
export const passwordKey = (role: string): string => `password of ${role}`;

/**
 * For messages from one context to another. A process has the keys of the channels from and to its contexts: with its stolen keys one
 * can send what it may send and forge what it receives, but nothing between two other contexts.
 */
export const channelKey = (from: string, to: string): string => `channel ${from} ${to}`;

/** Tells secrets apart, and is used for nothing else. */
export const SECRET_ID_KEY = 'id of the secret';
/** For changing the log levels of a running process. Every process has it. */
export const LOG_LEVELS_KEY = 'log levels';
/** Signs the access tokens. */
export const ACCESS_TOKENS_KEY = 'access tokens';
/** For the ids of requests with an Idempotency-Key. */
export const REQUEST_IDS_KEY = 'request ids';
/** For comparing a repeated request with the first. */
export const REQUEST_FINGERPRINTS_KEY = 'request fingerprints';
/** For the hashes of accounts by which wrong passwords are counted. */
export const LIMITED_ACCOUNTS_KEY = 'limited accounts';
/** Signs the cookies of devices on which an account has signed in. */
export const DEVICES_KEY = 'devices';

/** The keys of the public door, besides the channels of its context. */
export const DOOR_KEYS: readonly string[] = [
  ACCESS_TOKENS_KEY,
  REQUEST_IDS_KEY,
  REQUEST_FINGERPRINTS_KEY,
  LIMITED_ACCOUNTS_KEY,
  DEVICES_KEY,
];
