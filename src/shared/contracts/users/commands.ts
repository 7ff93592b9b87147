import { z } from 'zod';
import { command, Sealed } from '#libs/messaging/contract';
import { StoredText, Text } from '#shared/kernel';
import { Email, GivenPassword, Password, Role } from './values.js';

export class RegisterUser extends command('users.register-user.v1', {
  payload: z.object({ email: Email, password: Sealed(Password), name: Text(200) }),
  reply: z.object({ id: z.uuid(), email: Email, name: StoredText(200), role: Role }),
  errors: { 'users.email-taken': 'conflict', 'users.common-password': 'invalid' },
  audit: ({ email }, user) => ({ address: email, user: user?.id }),
  key: (c) => c.email,
  from: ['gateway'],
}) {}

/** Proves who somebody is. The token is minted at the gateway, so no reply that is kept holds one. */
export class Authenticate extends command('users.authenticate.v1', {
  payload: z.object({ email: Email, password: Sealed(GivenPassword) }),
  reply: z.object({ userId: z.uuid(), role: Role }),
  errors: { 'users.wrong-credentials': 'forbidden' },
  audit: ({ email }, user) => ({ address: email, user: user?.userId, role: user?.role }),
  key: (c) => c.email,
  from: ['gateway'],
}) {}

/** Makes the account an operator, and creates it where there is none. Sent at start, never over HTTP. */
export class AppointOperator extends command('users.appoint-operator.v1', {
  payload: z.object({ email: Email, password: Sealed(Password) }),
  reply: z.object({ id: z.uuid() }),
  errors: { 'users.common-password': 'invalid' },
  audit: ({ email }, user) => ({ address: email, user: user?.id }),
  key: (c) => c.email,
  from: ['host'],
}) {}
