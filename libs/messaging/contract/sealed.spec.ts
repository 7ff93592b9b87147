import { z } from 'zod';
import { command, query, Sealed } from './index.js';

const sealedOf = (payload: z.ZodObject) => command('vault.put.v1', { payload }).contract.sealed;

describe('the sealed fields of a contract', () => {
  it('are found wherever an object has one, whatever its schema is wrapped in', () => {
    const Pin = Sealed(z.string().trim().max(9).pipe(z.string().min(4)));
    const payload = z.object({ pin: Pin, owner: z.object({ name: z.string(), code: Pin.optional() }).readonly() });
    expect(sealedOf(payload)).toEqual([['pin'], ['owner', 'code']]);
  });
  it('may be whole objects', () => {
    expect(sealedOf(z.object({ card: Sealed(z.object({ number: z.string() })) }))).toEqual([['card']]);
  });
  it('are none of most', () => {
    const payload = z.object({ id: z.uuid(), lines: z.array(z.object({ n: z.int() })), at: z.string().optional() });
    expect(sealedOf(payload)).toEqual([]);
  });
  it.each([
    ['array', z.object({ pins: z.array(Sealed(z.string())) })],
    ['union', z.object({ pin: z.union([z.null(), Sealed(z.string())]) })],
    ['record', z.object({ pins: z.record(z.string(), Sealed(z.string())) })],
    ['pipe', z.object({ pin: Sealed(z.string()).pipe(z.string()) })],
  ])('in a %s would travel in the clear: the declaration is refused', (kind, payload) => {
    expect(() => sealedOf(payload)).toThrow(`what is in a ${kind} cannot be sealed`);
  });
  it('of a reply would be kept in the clear: the declaration is refused', () => {
    const asked = { payload: z.object({}), reply: z.object({ token: Sealed(z.string()) }) };
    expect(() => query('vault.open.v1', asked)).toThrow(
      'the reply of vault.open.v1 cannot be sealed: replies are kept',
    );
  });
});
