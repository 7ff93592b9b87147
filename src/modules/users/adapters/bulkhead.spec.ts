import { Bulkhead } from './bulkhead.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('Bulkhead', () => {
  /** Tasks that say when they began and end when told. */
  function tasks(bulkhead: Bulkhead) {
    const begun: string[] = [];
    const ends = new Map<string, PromiseWithResolvers<string>>();
    const start = (name: string) =>
      bulkhead.run(() => {
        begun.push(name);
        const end = Promise.withResolvers<string>();
        ends.set(name, end);
        return end.promise;
      });
    return {
      begun,
      start,
      end: (name: string) => ends.get(name)!.resolve(name),
      fail: (name: string) => ends.get(name)!.reject(new Error(name)),
    };
  }

  it('runs no more at once than it should, the others in their order', async () => {
    const { begun, start, end } = tasks(new Bulkhead(2, 10, () => new Error('full')));
    const all = ['a', 'b', 'c', 'd'].map(start);
    await turn();
    expect(begun).toEqual(['a', 'b']);
    end('b');
    await turn();
    expect(begun).toEqual(['a', 'b', 'c']);
    end('a');
    await turn();
    end('c');
    end('d');
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('turns away whoever finds the line full, and nobody afterwards', async () => {
    const { start, end } = tasks(new Bulkhead(1, 1, () => new Error('full')));
    const all = ['a', 'b'].map(start);
    await expect(start('c')).rejects.toThrow('full');
    await turn();
    end('a');
    await turn();
    end('b');
    await Promise.all(all);
    const later = start('d');
    await turn();
    end('d');
    expect(await later).toBe('d');
  });

  it('gives the place of a failed task away', async () => {
    const { start, end, fail } = tasks(new Bulkhead(1, 1, () => new Error('full')));
    const broken = expect(start('a')).rejects.toThrow('a');
    const next = start('b');
    await turn();
    fail('a');
    await broken;
    await turn();
    end('b');
    expect(await next).toBe('b');
  });
});
