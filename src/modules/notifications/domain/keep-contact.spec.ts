import { UserRegistered } from '#shared/contracts/users';
import { stranger } from './contact.js';
import { keepContact } from './keep-contact.js';
import { ada, key, ready, userId, waiting } from './message.fixtures.js';

const told = (version: number, name = 'Ada') => new UserRegistered({ userId, email: 'ada@example.com', name, version });

describe('keepContact', () => {
  it('keeps a contact that it hears of', () => {
    expect(keepContact(told(1), { contact: undefined, messages: [] })).toEqual({ set: { contact: ada, messages: [] } });
  });

  it('addresses what has waited for it', () => {
    const contact = { ...stranger(userId), waiting: [key] };
    expect(keepContact(told(1), { contact, messages: [waiting] })).toEqual({
      set: { contact: ada, messages: [ready] },
    });
  });

  it('takes what is newer', () => {
    expect(keepContact(told(2, 'Ada L.'), { contact: ada, messages: [] })).toMatchObject({
      set: { contact: { name: 'Ada L.', revision: 2 } },
    });
  });

  it.each([1, 2])('leaves alone what is as new or newer (revision %d)', (revision) => {
    expect(keepContact(told(1, 'late'), { contact: { ...ada, revision }, messages: [] })).toEqual({});
  });
});
