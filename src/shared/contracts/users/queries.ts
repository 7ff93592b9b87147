import { z } from 'zod';
import { query } from '#libs/messaging/contract';
import { Id, StoredText } from '#shared/kernel';
import { Email, Role } from './values.js';

export class GetUser extends query('users.get-user.v1', {
  payload: z.object({ id: Id }),
  reply: z.object({ id: z.uuid(), email: Email, name: StoredText(200), role: Role, createdAt: z.iso.datetime() }),
  errors: { 'users.not-found': 'not-found' },
  key: (q) => q.id,
  from: ['gateway'],
}) {}
