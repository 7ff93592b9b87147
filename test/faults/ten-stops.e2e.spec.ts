import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Program } from '#test/program';
import { waitFor } from '#test/wait-for';

const STOPS = 10;
const CLIENTS = 20;
const folder = mkdtempSync(join(tmpdir(), 'cleave-ten-stops-'));
const placement = join(folder, 'placement.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

/** The gateway alone: it needs no database, and starts in a second. */
function start(n: number): Program {
  const settings = {
    CLEAVE_DATA_DIR: join(folder, String(n)),
    CLEAVE_SECRET: randomBytes(24).toString('hex'),
    PORT: '0',
  };
  return Program.start('service', ['--placement', placement, '--process', 'door'], settings);
}

/** Clients that ask one thing after the other on connections that they keep, each until a request gets no answer; gives why. */
function load(url: string) {
  const agent = new Agent({ keepAlive: true });
  const answers = { good: 0, others: 0 };
  const client = async (): Promise<string> => {
    for (;;) {
      const request = get(`${url}/livez`, { agent });
      try {
        const [answer] = (await once(request, 'response')) as [IncomingMessage];
        for await (const chunk of answer) void chunk;
        answers[answer.statusCode === 200 ? 'good' : 'others']++;
      } catch (error) {
        return `${(error as NodeJS.ErrnoException).code} on a ${request.reusedSocket ? 'kept' : 'new'} connection`;
      }
    }
  };
  const ends = Promise.all(Array.from({ length: CLIENTS }, client)).finally(() => agent.destroy());
  return { answers, ends };
}

it('ten stops in a row under keep-alive load: no request on a kept connection is cut off, and hardly one on a new one', async () => {
  writeFileSync(
    placement,
    `processes:
  door: { contexts: [gateway], address: '127.0.0.1:1' }
  rest: { contexts: [users, inventory, orders, payments, notifications], address: '127.0.0.1:2' }
`,
  );
  const why: string[] = [];
  let next = start(0);
  for (let n = 1; n <= STOPS; n++) {
    const door = next;
    const { ready: url } = await door.ready();
    if (n < STOPS) next = start(n);
    const { answers, ends } = load(url);
    await waitFor(async () => (answers.good > 10 * CLIENTS ? undefined : `${answers.good} answers`));
    expect(await door.stop()).toBe(0);
    why.push(...(await ends));
    expect(answers.others).toBe(0);
  }
  // Whoever comes in the moment in which the port is closed is reset by the kernel: of 200 it was 144 when it was closed at once, and
  // is 18 on an idle machine, 50 on one that is very busy.
  const isUnavoidable = (end: string): boolean => end === 'ECONNRESET on a new connection';
  expect(new Set(why.filter((end) => !isUnavoidable(end)))).toEqual(new Set(['ECONNREFUSED on a new connection']));
  expect(why.filter(isUnavoidable).length).toBeLessThan((STOPS * CLIENTS) / 2);
});
