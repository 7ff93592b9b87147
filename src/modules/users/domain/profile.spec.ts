import { ada } from './account.fixtures.js';
import { profile } from './profile.js';

describe('profile', () => {
  it('shows nothing but what is meant to be seen', () => {
    expect(profile(ada)).toEqual({
      id: 'id-user',
      email: 'ada@example.com',
      name: 'Ada',
      role: 'customer',
      createdAt: '2026-03-01T12:00:00.000Z',
    });
  });
});
