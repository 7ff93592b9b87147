import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from './entry.js';
import { LedgerFile } from './ledger-file.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cleave-ledger-'));
  path = join(folder, 'below', 'ledger');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function opened(): Promise<{ ledger: LedgerFile; read: readonly Entry[] }> {
  const read: Entry[] = [];
  const ledger = await LedgerFile.open(
    path,
    (entry) => read.push(entry),
    (error) => failures.push(error.code),
  );
  return { ledger, read };
}
const failures: string[] = [];
const posted = (n: number): Entry => ({ at: n, posted: `evt_${n}\u2028` });

it('has on the disk what was appended, in its order, and reads it again', async () => {
  const { ledger } = await opened();
  await Promise.all(Array.from({ length: 500 }, (_, n) => ledger.append(posted(n))));
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(501);
  await ledger.close();
  const again = await opened();
  expect(again.read).toEqual(Array.from({ length: 500 }, (_, n) => posted(n)));
  await again.ledger.close();
});

it.each(['{"at":1,"pos', '{"at":1}', 'x'])(
  'cuts off a last line without its end, which nobody was told: %s',
  async (torn) => {
    const { ledger } = await opened();
    await ledger.append(posted(0));
    await ledger.close();
    appendFileSync(path, torn);
    const second = await opened();
    expect(second.read).toEqual([posted(0)]);
    await second.ledger.append(posted(1));
    await second.ledger.close();
    const third = await opened();
    expect(third.read).toEqual([posted(0), posted(1)]);
    await third.ledger.close();
  },
);

it.each(['broken', '{"no":"time"}', 'null', ''])(
  'is not opened when a line in its middle is damaged: "%s"',
  async (line) => {
    const { ledger } = await opened();
    await ledger.close();
    writeFileSync(path, `${line}\n${JSON.stringify(posted(1))}\n`);
    await expect(opened()).rejects.toMatchObject({
      code: 'ledger.damaged',
      message: expect.stringContaining('line 1'),
    });
  },
);

it('says that it cannot be written, once, and takes nothing more', async () => {
  const { ledger } = await opened();
  await ledger['file'].close(); // as a disk that is gone
  await expect(ledger.append(posted(0))).rejects.toMatchObject({ code: 'ledger.not-written' });
  await expect(ledger.append(posted(1))).rejects.toMatchObject({ code: 'ledger.not-written' });
  await expect(ledger.settled()).rejects.toMatchObject({ code: 'ledger.not-written' });
  expect(failures).toEqual(['ledger.not-written']);
});
