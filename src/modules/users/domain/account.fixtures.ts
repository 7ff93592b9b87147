import type { ItemTime } from '#libs/messaging/contract';
import type { Account } from './account.js';

/** Messages and values for the specs of accounts. */
export const noon = new Date('2026-03-01T12:00:00Z');
export const item: ItemTime = { now: noon, id: (n) => `id-${n}` };

export const ada: Account = {
  id: 'id-user',
  email: 'ada@example.com',
  name: 'Ada',
  role: 'customer',
  passwordHash: 'hash of ada',
  revision: 1,
  createdAt: noon,
};
