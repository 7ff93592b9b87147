import { type Api, operator } from '#test/api';
import { Cleave, type Member } from '#test/cleave';
import { cleaveCommand } from '#test/cleave-command';
import { waitFor } from '#test/wait-for';

/** What operators see while a context, in a process of its own, does not answer. */
let cleave: Cleave;
let staff: Api;
let payments: Member;
beforeAll(async () => {
  cleave = await Cleave.start({ CLEAVE_MUTE_MS: '60000' }, { placement: 'placements/microservices.yaml' });
  staff = await operator(cleave);
  payments = cleave.members.find(({ contexts }) => contexts.includes('payments'))!;
});
afterAll(() => cleave.discard());

describe('while payments is stopped with its connections alive', () => {
  beforeAll(() => void process.kill(payments.pid, 'SIGSTOP'));
  afterAll(() => void process.kill(payments.pid, 'SIGCONT'));

  it('everything is told without it, and it is named', async () => {
    const lag = await staff.get<{ contexts: readonly object[]; missing: readonly string[] }>('/v1/ops/lag');
    expect([lag.status, lag.body.missing, lag.body.contexts.length]).toEqual([200, ['payments'], 4]);
    expect((await staff.get('/v1/ops/dead-letters')).body).toEqual({ data: [], missing: ['payments'] });
  });

  it('the command line shows the rest, and its exit code tells', async () => {
    const { code, stdout, stderr } = await cleaveCommand(cleave, ['lag', '--json']);
    expect([code, stderr]).toEqual([3, 'cleave: no answer from payments: what is shown is without them\n']);
    expect(JSON.parse(stdout)).toMatchObject({ missing: ['payments'] });
  });
});

it('it is told again when it goes on', () =>
  waitFor(async () => {
    const { missing } = (await staff.get<{ missing: readonly string[] }>('/v1/ops/lag')).body;
    return missing.length ? `${missing.join()} is missing` : undefined;
  }));
