import { RegisterUser, UserRegistered } from '#shared/contracts/users';
import { ada, item } from './account.fixtures.js';
import { register } from './register.js';

const command = new RegisterUser({ email: 'ada@example.com', password: 'correct horse', name: 'Ada' });
const accepts = (change: object) => RegisterUser.contract.payload.safeParse({ ...command, ...change });

describe('register', () => {
  it('opens an account for a customer, and tells who it is', () => {
    expect(register(command, 'hash of ada', undefined, item)).toEqual({
      set: { account: ada },
      send: [new UserRegistered({ userId: 'id-user', email: 'ada@example.com', name: 'Ada', version: 1 })],
      reply: { id: 'id-user', email: 'ada@example.com', name: 'Ada', role: 'customer' },
    });
  });

  it('lets the password go nowhere', () => {
    expect(JSON.stringify(register(command, 'hash of ada', undefined, item))).not.toContain('correct horse');
  });

  it('tells nobody the hash', () => {
    const { send, reply } = register(command, 'hash of ada', undefined, item);
    expect(JSON.stringify({ send, reply })).not.toContain('hash');
  });

  it('opens one account per address', () => {
    expect(() => register(command, 'another hash', ada, item)).toThrow('users.email-taken');
  });

  it('knows an address in any case', () => {
    expect(accepts({ email: ' Ada@Example.COM ' }).data).toMatchObject({ email: 'ada@example.com' });
  });

  it.each([
    { email: 'ada' },
    { password: '1234567' },
    { password: 'x'.repeat(129) },
    { name: ' ' },
    { name: 'a\u0000' },
  ])('is never asked with %j', (change) => {
    expect(accepts(change).success).toBe(false);
  });
});
