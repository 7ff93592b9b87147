import { Channels, keysFromSecret } from '#libs/keys';

/** The keys between contexts of a test, which may play all of them. */
export const channels = new Channels(keysFromSecret('the secret of a test'));
