import { z } from 'zod';
import { Email, GivenPassword, Password, Role } from '#shared/contracts/users';
import { Text } from '#shared/kernel';

export const NewUser = z
  .strictObject({ email: Email, password: Password, name: Text(200) })
  .meta({ id: 'NewUser', examples: [{ email: 'ada@example.org', password: 'correct horse', name: 'Ada' }] });
export type NewUser = z.output<typeof NewUser>;

export const Credentials = z
  .strictObject({ email: Email, password: GivenPassword })
  .meta({ id: 'Credentials', examples: [{ email: 'ada@example.org', password: 'correct horse' }] });
export type Credentials = z.output<typeof Credentials>;

export const User = z.object({ id: z.uuid(), email: Email, name: z.string(), role: Role }).meta({ id: 'User' });
export const Me = User.extend({ createdAt: z.iso.datetime() }).meta({ id: 'Me' });

export const Session = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().describe('Seconds.'),
    user: z.object({ id: z.uuid(), role: Role }),
  })
  .meta({ id: 'Session' });
export type Session = z.output<typeof Session>;
