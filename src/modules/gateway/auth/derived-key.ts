import { hkdfSync } from 'node:crypto';

/** The name under which hosting provides the secret of the installation: equal in all replicas, and after a restart. */
export const SECRET = 'cleave-secret';

/** 32 bytes for one purpose; nothing about the secret or another purpose's key follows from them. */
export const derivedKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'cleave gateway', purpose, 32));
