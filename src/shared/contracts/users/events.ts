import { z } from 'zod';
import { event } from '#libs/messaging/contract';
import { Email } from './values.js';

/** The whole contact, so that a copy needs no question; `version` grows with every change of the account. */
export class UserRegistered extends event('users.user-registered.v1', {
  payload: z.object({ userId: z.uuid(), email: Email, name: z.string(), version: z.int() }),
  key: (e) => e.userId,
}) {}
