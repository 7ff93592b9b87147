import { ada } from './account.fixtures.js';
import { maySee, profile } from './profile.js';

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

  it.each([
    [{ userId: ada.id, role: 'customer' as const }, true],
    [{ userId: 'somebody else', role: 'customer' as const }, false],
    [{ userId: 'somebody else', role: 'operator' as const }, true],
    [{ userId: 'somebody else', role: 'admin' as const }, true],
    [undefined, false],
  ])('is seen by %j: %s', (somebody, seen) => {
    expect(maySee(somebody, ada.id)).toBe(seen);
  });
});
