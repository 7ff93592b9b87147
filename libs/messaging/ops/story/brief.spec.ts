import { brief } from './brief.js';

it('leaves small details as they are', () => {
  const details = { lines: [1, 2], total: { amount: 1 } };
  expect(brief(details)).toBe(details);
});

it('makes a line of large ones', () => {
  const lines = Array.from({ length: 100 }, (_, n) => ({ productId: 'p'.repeat(36), quantity: n }));
  const large = {
    userId: 'u',
    n: 3,
    nothing: null,
    lines,
    note: 'x'.repeat(2_000),
    total: { amount: 1 },
    all: { lines },
  };
  expect(brief(large)).toEqual({
    userId: 'u',
    n: 3,
    nothing: null,
    lines: '100 items',
    note: 'x'.repeat(100),
    total: { amount: 1 },
    all: '…',
  });
});
