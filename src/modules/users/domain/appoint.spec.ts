import { AppointOperator, UserRegistered } from '#shared/contracts/users';
import { ada, item, noon } from './account.fixtures.js';
import { appoint } from './appoint.js';

const command = new AppointOperator({ email: 'ada@example.com', password: 'correct horse' });

describe('appoint', () => {
  it('opens an account where there is none', () => {
    expect(appoint(command, 'hash', undefined, item)).toEqual({
      set: {
        account: {
          id: 'id-user',
          email: 'ada@example.com',
          name: 'Operator',
          role: 'operator',
          passwordHash: 'hash',
          revision: 1,
          createdAt: noon,
        },
      },
      send: [new UserRegistered({ userId: 'id-user', email: 'ada@example.com', name: 'Operator', version: 1 })],
      reply: { id: 'id-user' },
    });
  });

  it('promotes a customer, whose own password is worth nothing any more', () => {
    expect(appoint(command, 'hash', ada, item)).toEqual({
      set: { account: { ...ada, role: 'operator', passwordHash: 'hash' } },
      reply: { id: ada.id },
    });
  });

  it('promotes a customer whose password is the appointed one already', () => {
    expect(appoint(command, ada.passwordHash, ada, item)).toMatchObject({ set: { account: { role: 'operator' } } });
  });

  it('gives an operator a new password', () => {
    const operator = { ...ada, role: 'operator' as const };
    expect(appoint(command, 'hash', operator, item)).toMatchObject({ set: { account: { passwordHash: 'hash' } } });
  });

  it.each(['operator', 'admin'] as const)('changes nothing about an %s with this password', (role) => {
    expect(appoint(command, ada.passwordHash, { ...ada, role }, item)).toEqual({ reply: { id: ada.id } });
  });

  it('takes no rights from an admin', () => {
    expect(appoint(command, 'hash', { ...ada, role: 'admin' }, item)).toMatchObject({
      set: { account: { role: 'admin' } },
    });
  });
});
