import { UserRegistered } from '#shared/contracts/users';
import { SendMail } from '../messages.js';
import { stranger } from './contact.js';
import { keepContact } from './keep-contact.js';
import { ada, key, ready, userId, waiting } from './message.fixtures.js';

const told = (version: number, name = 'Ada') => new UserRegistered({ userId, email: 'ada@example.com', name, version });

describe('keepContact', () => {
  it('keeps a contact that it hears of', () => {
    expect(keepContact(told(1), { contact: undefined, messages: [] }, false)).toEqual({
      set: { contact: ada, messages: [] },
    });
  });

  it('addresses what has waited for it', () => {
    const contact = { ...stranger(userId), waiting: [key] };
    expect(keepContact(told(1), { contact, messages: [waiting] }, false)).toEqual({
      set: { contact: ada, messages: [ready] },
    });
  });

  it('takes what is newer', () => {
    expect(keepContact(told(2, 'Ada L.'), { contact: ada, messages: [] }, false)).toMatchObject({
      set: { contact: { name: 'Ada L.', revision: 2 } },
    });
  });

  it.each([1, 2])('leaves alone what is as new or newer (revision %d)', (revision) => {
    expect(keepContact(told(1, 'late'), { contact: { ...ada, revision }, messages: [] }, false)).toEqual({});
  });

  it('sends what has waited for it, where e-mails are sent', () => {
    const contact = { ...stranger(userId), waiting: [key] };
    expect(keepContact(told(1), { contact, messages: [waiting] }, true)).toEqual({
      set: { contact: ada, messages: [ready] },
      send: [new SendMail(key)],
    });
  });
});
