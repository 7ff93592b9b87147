import type { Frame, Receipt } from '../envelope.js';
import { Unreachable } from '../errors.js';
import { twice } from './twice.js';

const frame: Frame = { id: 'f', sender: 'shop', receiver: 'store', messages: [], remainingMs: 1_000 };
const done = (id: string): Receipt[] => [{ id, outcome: 'done' }];

/** A carrier that answers when it is told to, in the order of the calls. */
function carrier() {
  const calls: { frame: Frame; answer: PromiseWithResolvers<readonly Receipt[]> }[] = [];
  const deliver = (sent: Frame): Promise<readonly Receipt[]> => {
    const answer = Promise.withResolvers<readonly Receipt[]>();
    calls.push({ frame: sent, answer });
    return answer.promise;
  };
  return { calls, deliver };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('every frame twice', () => {
  it('the copy of one sets out after its receipts, that of the next beside it', async () => {
    const { calls, deliver } = carrier();
    const way = twice({ deliver });
    const one = way.deliver(frame);
    await turn();
    expect(calls).toHaveLength(1);
    calls[0]!.answer.resolve(done('a'));
    await turn();
    expect(calls).toHaveLength(2);
    calls[1]!.answer.resolve(done('b'));
    expect(await one).toEqual([...done('a'), ...done('b')]);

    const next = way.deliver(frame);
    await turn();
    expect(calls).toHaveLength(4);
    calls[3]!.answer.resolve(done('d'));
    calls[2]!.answer.resolve(done('c'));
    expect(await next).toEqual([...done('c'), ...done('d')]);
  });

  it('the copy has what is left of the time', async () => {
    const { calls, deliver } = carrier();
    void twice({ deliver }).deliver(frame);
    await turn();
    calls[0]!.answer.resolve([]);
    await turn();
    expect(calls[1]!.frame).toMatchObject({ id: 'f', remainingMs: expect.any(Number) });
    expect(calls[1]!.frame.remainingMs).toBeLessThan(1_000);
  });

  it.each([
    ['one answers', [new Error('broken'), done('a')], done('a')],
    ['neither reached anybody', [new Unreachable('away'), new Unreachable('away')], 'away'],
    ['nobody knows of one', [new Unreachable('away'), new Error('broken')], 'broken'],
  ] as const)('when %s', async (_, answers, outcome) => {
    let n = 0;
    const deliver = async (): Promise<readonly Receipt[]> => {
      const answer = answers[n++]!;
      if (answer instanceof Error) throw answer;
      return answer;
    };
    const receipts = twice({ deliver }).deliver(frame);
    if (typeof outcome === 'string') await expect(receipts).rejects.toThrow(outcome);
    else expect(await receipts).toEqual(outcome);
  });
});
