import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from '#libs/config';
import { child, killed } from '#test/child';
import { waitFor } from '#test/wait-for';
import { makeDraft, sweepDrafts } from './drafts.js';
import { embeddedServer } from './embedded-server.js';
import { homeOf } from './home.js';
import { discardEmbeddedServer } from './sweep.js';

const dataDir = mkdtempSync(join(tmpdir(), 'cleave-drafts-'));
const home = homeOf(dataFolder(dataDir));
const drafts = (): string[] =>
  (existsSync(home.path) ? readdirSync(home.path) : []).filter((name) => name.startsWith('initdb'));
afterAll(() => discardEmbeddedServer(dataDir));

it('what a first start leaves that is killed while it makes the cluster is removed by the next, and nobody else’s', async () => {
  const starting = child('hold-database', dataDir);
  await waitFor(async () =>
    drafts().some((name) => existsSync(join(home.path, name, 'cluster', 'base')))
      ? undefined
      : 'no cluster is being made',
  );
  await killed(starting);
  const [left] = drafts();
  expect(existsSync(home.cluster)).toBe(false);

  const another = makeDraft(home.path, 'initdb'); // of a start that lives
  const server = await embeddedServer({ dataDir });
  await waitFor(async () => (existsSync(join(home.path, left!)) ? `${left} is still there` : undefined));
  await sweepDrafts(home.path); // that of the start may not have come to the other one yet
  expect(existsSync(another)).toBe(true);
  await server.stop();
});
