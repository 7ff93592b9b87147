import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cleave } from '#test/cleave';
import { describeWithConsul, TestConsul } from '#test/consul';
import type { Program } from '#test/program';
import { Random } from '#test/random';
import { underLoad, UNHARMED } from '#test/under-load';
import { waitFor } from '#test/wait-for';

const FRONT = 'discovery: consul\nprocesses:\n  front: { contexts: [gateway] }\n';

describeWithConsul('processes that are started alone, without an address', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cleave-moved-'));
  const random = new Random();
  const programs: Program[] = [];
  let consul: TestConsul;
  let cleave: Cleave;
  const start = async (process: string, text: string, replica?: string): Promise<Program> => {
    const placement = join(folder, `${process}.yaml`);
    writeFileSync(placement, FRONT + text);
    const program = cleave.alone(placement, process, replica);
    programs.push(program);
    return program;
  };
  beforeAll(async () => {
    consul = await TestConsul.start();
    cleave = await Cleave.prepare({ CONSUL_HTTP_ADDR: consul.address, CLEAVE_MESSAGE_LOG: '1' });
  });
  afterAll(async () => {
    await Promise.all(programs.map((program) => program.stop()));
    await cleave?.discard();
    await consul?.stop();
    rmSync(folder, { recursive: true });
  });

  it('a context moves to a process of another name under load: whoever calls it is not started anew, and no request fails', async () => {
    const [front, payments] = await Promise.all([start('front', '  payments:\n'), start('payments', '  payments:\n')]);
    await Promise.all([front.ready(), payments.ready()]);
    expect(await front.loaded()).toContain('consul'); // as no process does whose placement is static: alone.e2e.spec.ts
    let chargedAfter = 0;
    const aftermath = await underLoad(cleave, { inFlight: 20 }, random, async () => {
      const charges = (program: Program) => program.output.split('charge-payment').length - 1;
      const till = await start('till', '  till: { contexts: [payments] }\n', '2');
      await till.ready();
      await waitFor(async () => (charges(till) ? undefined : 'the new process charges nothing'));
      expect(await payments.stop()).toBe(0);
      const before = charges(till);
      await waitFor(async () => (charges(till) > before + 20 ? undefined : 'the new process charges no more'));
      chargedAfter = charges(till) - before;
    });
    console.log(`${chargedAfter} messages of charges after the old process had ended; ${aftermath.figures}`);
    expect(aftermath).toMatchObject(UNHARMED);
    expect(aftermath.figures).toContain('failed requests: none');
    expect(await consul.ids()).toEqual(
      [
        'gateway-front-1',
        'inventory-front-1',
        'notifications-front-1',
        'orders-front-1',
        'payments-till-2',
        'users-front-1',
      ].map((id) => `cleave-${id}`),
    );
  });
});
