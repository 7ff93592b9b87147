import { FailureLimit } from './failures.js';
import { Limit } from './limit.js';
import { Limiter } from './limiter.js';

const wrongPasswords = () => new FailureLimit(new Limiter('wrong passwords', new Limit(10, 60)));

/** An attempt that ends a few turns later; returns whether it was made. */
async function attempt(limit: FailureLimit, isWrong: boolean): Promise<boolean> {
  if (await limit.begin('ada')) return false;
  await new Promise(setImmediate);
  await limit.end('ada', isWrong);
  return true;
}

const made = async (attempts: Promise<boolean>[]) => (await Promise.all(attempts)).filter(Boolean).length;

it('a thousand wrong ones at once are no more than ten', async () => {
  const limit = wrongPasswords();
  expect(await made(Array.from({ length: 1_000 }, () => attempt(limit, true)))).toBe(10);
});

it('a hundred right ones at once are all made', async () => {
  const limit = wrongPasswords();
  expect(await made(Array.from({ length: 100 }, () => attempt(limit, false)))).toBe(100);
});

it('no more than a hundred wait for the outcome of others; further ones are refused for a second', async () => {
  const limit = wrongPasswords();
  const begun = Array.from({ length: 110 }, () => attempt(limit, false));
  expect(await limit.begin('ada')).toMatchObject({ retryAfterMs: 1_000 });
  expect(await made(begun)).toBe(110);
});

it('right ones between wrong ones do not count', async () => {
  const limit = wrongPasswords();
  const attempts = Array.from({ length: 18 }, (_, n) => attempt(limit, n % 2 === 0));
  expect(await made(attempts)).toBe(18);
  expect(await made([attempt(limit, true)])).toBe(1);
  expect(await made([attempt(limit, false)])).toBe(0);
});
