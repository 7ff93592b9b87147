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

const ada = { id: '01890a5d-ac96-774b-bcce-b30209900001', email: 'ada@example.org', name: 'Ada', role: 'customer' };

export const User = z
  .object({ id: z.uuid(), email: Email, name: z.string(), role: Role })
  .meta({ id: 'User', description: 'An account.', examples: [ada] });
export const Me = User.extend({ createdAt: z.iso.datetime() }).meta({
  id: 'Me',
  description: 'The own account.',
  examples: [{ ...ada, createdAt: '2026-11-24T10:00:00.000Z' }],
});

export const Session = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().describe('Seconds.'),
    user: z.object({ id: z.uuid(), role: Role }),
  })
  .meta({
    id: 'Session',
    description: 'The user is signed in.',
    examples: [
      {
        accessToken: 'eyJhbGciOiJFZERTQSJ9…',
        tokenType: 'Bearer',
        expiresIn: 900,
        user: { id: ada.id, role: ada.role },
      },
    ],
  });
export type Session = z.output<typeof Session>;
