import { Logger } from '@nestjs/common';
import { describeWithRabbitmq, TestRabbitmq, transportOver } from '#test/rabbitmq';
import { waitFor } from '#test/wait-for';
import { frames } from '../conformance/frames.fixtures.js';
import { Inn, releaseAll } from '../conformance/inn.fixtures.js';
import type { Lab } from '../conformance/lab.fixtures.js';
import { requests } from '../conformance/requests.fixtures.js';
import type { Transport } from '../transport.js';

type Rights = readonly [configure: string, write: string, read: string];

/** These are the lines of docs/transports.md. */
const ALL: Rights = ['^cleave\\.', '^amq\\.default$', '^cleave\\.'];
const ofProcess = (contexts: string, process: string): Rights => {
  const own = `^cleave\\.(${contexts}answers\\.${process}\\.)`;
  return [own, '^amq\\.default$', own];
};

describeWithRabbitmq('the rights of a user on the broker', () => {
  let rabbitmq: TestRabbitmq;
  let url: string;
  const transports: Transport[] = [];
  beforeAll(async () => {
    Logger.overrideLogger(false);
    rabbitmq = await TestRabbitmq.start();
    url = await rabbitmq.vhost();
  });
  afterEach(async () => {
    releaseAll();
    await Promise.all(transports.splice(0).map((transport) => transport.close()));
  });
  afterAll(() => rabbitmq.stop());

  const open = async (user: string, process: string) => {
    const transport = await transportOver(user, process);
    transports.push(transport);
    return transport;
  };
  /** Processes of these names, each with its own user. */
  const labOf = (userOf: (process: string) => string): Lab => ({
    open: (process) => open(userOf(process), process),
    close: () => Promise.resolve(),
  });

  describe('the same for all processes', () => {
    let user: string;
    beforeAll(async () => void (user = await rabbitmq.user(url, ALL)));
    requests(() => labOf(() => user));
    frames(() => labOf(() => user));
  });

  describe('for one process each', () => {
    const users = new Map<string, string>();
    beforeAll(async () => {
      users.set('guest-1', await rabbitmq.user(url, ofProcess('', 'guest-1')));
      users.set('inn-1', await rabbitmq.user(url, ofProcess('inn\\.|', 'inn-1')));
    });
    requests(() => labOf((process) => users.get(process)!));

    it('nobody takes the calls to a context of others', async () => {
      const guest = await open(users.get('guest-1')!, 'guest-1');
      await expect(guest.serve([new Inn('guest-1').server])).rejects.toMatchObject({
        code: 'rabbitmq.forbidden',
        message: expect.stringContaining("'cleave.inn."),
      });
    });
  });

  it('a right that is taken away while a process runs is named in its log, once', async () => {
    const user = await rabbitmq.user(url, ALL);
    const lines: string[] = [];
    const logger = Object.assign(new Logger('rabbitmq'), { warn: (line: string) => lines.push(line) });
    const transport = await transportOver(user, 'one', [], logger);
    transports.push(transport);
    const { username, pathname } = new URL(user);
    await rabbitmq.ctl('set_permissions', '-p', pathname.slice(1), username, ALL[0], '^$', '^$');
    await rabbitmq.ctl('close_all_user_connections', username, 'of the test'); // rights are asked for once a channel
    await waitFor(async () => (lines.some((line) => line.includes('rights')) ? undefined : lines.join('\n')));
    expect(lines.filter((line) => line.includes('cleave.answers.one'))).toEqual([
      expect.stringMatching(/does not let its user do what is needed: .* docs\/transports\.md lists the rights\.$/),
    ]);
  });

  it.each<[string, Rights, string]>([
    ['configure', ['^$', ALL[1], ALL[2]], "access to queue 'cleave.answers.one."],
    ['write', [ALL[0], '^$', ALL[2]], "access to exchange 'amq.default'"],
    ['read', [ALL[0], ALL[1], '^$'], "access to queue 'cleave.answers.one."],
  ])('without the right to %s it says so at the start', async (_, rights, words) => {
    const user = await rabbitmq.user(url, rights);
    await expect(open(user, 'one')).rejects.toMatchObject({
      code: 'rabbitmq.forbidden',
      message: expect.stringMatching(
        new RegExp(`${words}.* refused for user .*docs/transports\\.md lists the rights\\.$`),
      ),
    });
  });
});
