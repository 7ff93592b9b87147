import { Channels, keysFromSecret } from '#libs/keys';

/** The keys between a context under test and all others, which the test stands for. */
export const testChannels = new Channels(keysFromSecret('the secret of a test'));
