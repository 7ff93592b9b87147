import { newId } from '#libs/messaging';
import { testContext, type LoneContext } from '#libs/testing';
import { AppointOperator, Authenticate, GetUser, RegisterUser, UserRegistered } from '#shared/contracts/users';
import { Account } from './data/account.entity.js';
import { UsersModule } from './index.js';

describe('users', () => {
  let users: LoneContext;

  beforeAll(async () => (users = await testContext(UsersModule)));
  afterAll(() => users?.close());
  beforeEach(() => void users.others.take());

  const password = 'correct horse';
  const address = () => `${newId()}@example.com`;
  const accounts = () => users.db.getRepository(Account);
  const registered = async (email = address()) => ({
    ...(await users.ask(new RegisterUser({ email, password, name: 'Ada' }))),
    email,
  });

  it('200 sign-ins at once: each is answered before its deadline, and who is refused is told when to come again', async () => {
    const { email } = await registered();
    const signIn = () => users.ask(new Authenticate({ email, password }));
    const storm = await Promise.allSettled(Array.from({ length: 200 }, signIn));
    for (const refused of storm.filter(({ status }) => status === 'rejected'))
      expect(refused).toMatchObject({
        reason: { code: 'context.overloaded', details: { retryAfterMs: expect.any(Number) } },
      });
    await expect(Promise.all([signIn(), signIn()])).resolves.toHaveLength(2);
  });

  describe('registering', () => {
    it('opens an account, tells who it is, and keeps of the password a hash alone', async () => {
      const email = address();
      const reply = await users.ask(new RegisterUser({ email, password, name: 'Ada' }));
      expect(reply).toEqual({ id: expect.any(String), email, name: 'Ada', role: 'customer' });
      await users.eventuallySent(new UserRegistered({ userId: reply.id, email, name: 'Ada', version: 1 }));
      const account = await accounts().findOneByOrFail({ id: reply.id });
      expect(account).toMatchObject({ email, role: 'customer', revision: 1 });
      expect(account.passwordHash).toMatch(/^\$argon2id\$/);
    });

    it.each(["'; DROP TABLE account; --", "\\'; SELECT pg_sleep(9)--", '${7*7} {{7*7}} %00', '{"$gt": ""}'])(
      'keeps the name %s as it was written',
      async (name) => {
        const { id } = await users.ask(new RegisterUser({ email: address(), password, name }));
        expect(await accounts().findOneByOrFail({ id })).toMatchObject({ name });
      },
    );

    it('refuses a password that is tried first, and opens no account', async () => {
      const command = new RegisterUser({ email: address(), password: 'Password1', name: 'Ada' });
      await expect(users.ask(command)).rejects.toMatchObject({ code: 'users.common-password', kind: 'invalid' });
      expect(await accounts().countBy({ email: command.email })).toBe(0);
    });

    it('leaves the password in no table', async () => {
      const secret = `secret ${newId()}`;
      await users.ask(new RegisterUser({ email: address(), password: secret, name: 'Ada' }));
      const tables = ['account', 'outbox', 'inbox', 'reply', 'dead_letter', 'event'];
      for (const table of tables)
        expect(JSON.stringify(await users.db.query(`SELECT * FROM ${table}`))).not.toContain(secret);
    });

    it('answers the same request with the same account', async () => {
      const command = new RegisterUser({ email: address(), password, name: 'Ada' });
      const sending = { id: newId() };
      const first = await users.ask(command, sending);
      expect(await users.ask(command, sending)).toEqual(first);
      expect(users.others.take()).toHaveLength(1);
      expect(await accounts().countBy({ email: command.email })).toBe(1);
    });

    it('gives an address to one of those who want it at once, in whatever case they write it', async () => {
      const email = address();
      const wishes = [email, email.toUpperCase(), ` ${email} `].map((each) =>
        users.ask(new RegisterUser({ email: each, password, name: 'Ada' })),
      );
      const outcomes = await Promise.allSettled(wishes);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes.filter(({ status }) => status === 'rejected'))
        expect(outcome).toMatchObject({ reason: { code: 'users.email-taken', kind: 'conflict' } });
      expect(await accounts().countBy({ email })).toBe(1);
    });
  });

  describe('authenticating', () => {
    it('says who it is', async () => {
      const { id, email } = await registered();
      expect(await users.ask(new Authenticate({ email, password }))).toEqual({ userId: id, role: 'customer' });
    });

    it('refuses a wrong password and an unknown address in the same words', async () => {
      const { email } = await registered();
      const refusals = await Promise.all([
        users.ask(new Authenticate({ email, password: 'wrong horse' })).catch((error: unknown) => error),
        users.ask(new Authenticate({ email: address(), password })).catch((error: unknown) => error),
      ]);
      expect(refusals[0]).toMatchObject({ code: 'users.wrong-credentials', kind: 'forbidden' });
      expect(refusals[1]).toEqual(refusals[0]);
    });
  });

  describe('appointing an operator', () => {
    const appointing = (email: string) => new AppointOperator({ email, password: 'appointed horse' });

    it('opens the account where there is none, and changes nothing at the next start', async () => {
      const email = address();
      const { id } = await users.ask(appointing(email));
      await users.eventuallySent(new UserRegistered({ userId: id, email, name: 'Operator', version: 1 }));
      const [before] = await users.db.query('SELECT * FROM account WHERE id = $1', [id]);
      expect(await users.ask(appointing(email))).toEqual({ id });
      expect(await users.db.query('SELECT * FROM account WHERE id = $1', [id])).toEqual([before]);
      expect(users.others.take()).toEqual([]);
    });

    it('takes no password that is tried first', async () => {
      const command = new AppointOperator({ email: address(), password: 'changeme' });
      await expect(users.ask(command)).rejects.toMatchObject({ code: 'users.common-password' });
    });

    it('makes one of a customer, whose own password opens nothing any more', async () => {
      const { id, email } = await registered();
      expect(await users.ask(appointing(email))).toEqual({ id });
      await expect(users.ask(new Authenticate({ email, password }))).rejects.toMatchObject({
        code: 'users.wrong-credentials',
      });
      const operator = await users.ask(new Authenticate({ email, password: 'appointed horse' }));
      expect(operator).toEqual({ userId: id, role: 'operator' });
    });
  });

  describe('showing an account', () => {
    it('shows people their own, and staff everybody', async () => {
      const { id, email } = await registered();
      const shown = { id, email, name: 'Ada', role: 'customer', createdAt: expect.any(String) };
      const ada = { userId: id, role: 'customer' } as const;
      const staff = { userId: newId(), role: 'operator' } as const;
      expect(await users.ask(new GetUser({ id }), { caller: ada })).toEqual(shown);
      expect(await users.ask(new GetUser({ id }), { caller: staff })).toEqual(shown);
    });

    it('knows nobody for anybody else, nor who does not exist', async () => {
      const { id } = await registered();
      const notFound = { code: 'users.not-found', kind: 'not-found' };
      const stranger = { userId: newId(), role: 'customer' } as const;
      await expect(users.ask(new GetUser({ id }), { caller: stranger })).rejects.toMatchObject(notFound);
      await expect(users.ask(new GetUser({ id }))).rejects.toMatchObject(notFound);
      await expect(
        users.ask(new GetUser({ id: newId() }), { caller: { userId: newId(), role: 'admin' } }),
      ).rejects.toMatchObject(notFound);
    });
  });

  describe('the door', () => {
    it('lets nobody but the gateway sign people up or in, and nobody but the host appoint', async () => {
      const forbidden = { code: 'message.forbidden' };
      const email = address();
      await expect(
        users.ask(new RegisterUser({ email, password, name: 'Ada' }), { from: 'orders' }),
      ).rejects.toMatchObject(forbidden);
      await expect(users.ask(new Authenticate({ email, password }), { from: 'orders' })).rejects.toMatchObject(
        forbidden,
      );
      await expect(users.ask(new AppointOperator({ email, password }), { from: 'gateway' })).rejects.toMatchObject(
        forbidden,
      );
      expect(await accounts().countBy({ email })).toBe(0);
    });

    it('names the field that it cannot read', async () => {
      await expect(users.ask(new RegisterUser({ email: 'ada', password, name: 'Ada' }))).rejects.toMatchObject({
        code: 'message.invalid',
        details: { errors: [{ pointer: '/email', detail: expect.any(String) }] },
      });
      (await users.receives('users.register-user.v1', { email: 7 })).thenRefused('message.invalid');
      (await users.receives('users.erase-everything.v1', {})).thenRefused('message.unknown-type');
    });
  });
});
