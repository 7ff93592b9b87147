import { newId } from '../ids.js';
import { Bundle, type Bundled } from './bundle.js';

const message = (body = '{}', key = 'k'): Bundled => ({
  ...{ id: newId(), receiver: 'store', type: 't', key, body, headers: '{}' },
  ...{ dueInMs: 1_000, sends: 1, bundle: undefined, isReceived: false },
});
const messages = (n: number): Bundled[] => Array.from({ length: n }, () => message());
const bundleOf = (all: readonly Bundled[]): Bundle => Bundle.of('store', all, 0)[0]!;

describe('a bundle', () => {
  it('holds eight messages and more; fewer have rows of their own', () => {
    expect(Bundle.of('store', messages(7), 0)).toEqual([]);
    const all = messages(8);
    const bundle = bundleOf(all);
    expect(all.map((one) => one.bundle)).toEqual(Array(8).fill(bundle));
  });

  it('is not larger than 256 KB, unless one message is', () => {
    const large = message('x'.repeat(200_000));
    const huge = message('x'.repeat(300_000));
    const sizes = (all: readonly Bundled[]) => Bundle.of('store', all, 0).map((bundle) => bundle.messages.length);
    expect(sizes([...messages(7), large, large, message()])).toEqual([8, 2]);
    expect(sizes([huge, large, huge, ...messages(7)])).toEqual([1, 1, 1, 7]);
  });

  it('does not hold a key with control characters, which separate its messages', () => {
    expect(['k', 'ключ 🔑', 'a\u001cb', 'a\nb'].map((key) => Bundle.mayHold(message('{}', key)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('ends with the receipt of its last message, even when one comes twice', () => {
    const all = messages(8);
    const bundle = bundleOf(all);
    const last = [0, 1, 1, 2, 3, 4, 5, 0, 6, 7, 7].filter((n) => bundle.receive(all[n]!));
    expect(last).toEqual([7]);
    expect(bundle.receivedIds).toEqual(all.map(({ id }) => id));
  });

  it('is overdue when its lease is over', () => {
    const bundle = bundleOf(messages(8));
    expect([999, 1_000].map((now) => bundle.isOverdue(now))).toEqual([false, true]);
  });

  it('is not carried along with a message', () => {
    const all = messages(8);
    bundleOf(all);
    expect(JSON.parse(JSON.stringify(all[0]))).not.toHaveProperty('bundle');
  });
});
