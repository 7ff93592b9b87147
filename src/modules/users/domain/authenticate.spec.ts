import { ada } from './account.fixtures.js';
import { authenticate } from './authenticate.js';

describe('authenticate', () => {
  it('says who it is and as what, and records nothing', () => {
    expect(authenticate(ada, ada.passwordHash)).toEqual({ reply: { userId: ada.id, role: 'customer' } });
  });

  it('refuses a wrong password', () => {
    expect(() => authenticate(ada, undefined)).toThrow('users.wrong-credentials');
  });

  it('refuses an unknown address in the same words', () => {
    expect(() => authenticate(undefined, undefined)).toThrow('users.wrong-credentials');
  });

  it('refuses a password that was changed while it was being checked', () => {
    expect(() => authenticate(ada, 'hash of an older password')).toThrow('users.wrong-credentials');
  });
});
