/**
 * Keys by name, derived from the secret of the installation. Since the secret gives all keys, each process of a split system gets only
 * the keys that it needs.
 */
export { Channels, type ChannelUse } from './channels.js';
export { each, KEYS, keysFromSecret, secretIdsOf, type Accepted, type Keys } from './keys.js';
export { MissingKey } from './missing-key.js';
export {
  ACCESS_TOKENS_KEY,
  channelKey,
  DEVICES_KEY,
  DOOR_KEYS,
  LIMITED_ACCOUNTS_KEY,
  LOG_LEVELS_KEY,
  passwordKey,
  REQUEST_FINGERPRINTS_KEY,
  REQUEST_IDS_KEY,
  SECRET_ID_KEY,
} from './names.js';
export { keysFromRing, only, ringOf, RingError } from './ring.js';
