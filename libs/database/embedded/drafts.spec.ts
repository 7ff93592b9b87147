import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { birthOf } from '#libs/processes';
import { makeDraft, sweepDrafts } from './drafts.js';

const parent = mkdtempSync(join(tmpdir(), 'cleave-drafts-'));
afterAll(() => rmSync(parent, { recursive: true }));

it('a draft is known by the pid and the birth of its process, which a later process of that pid does not share', async () => {
  const own = makeDraft(parent, 'initdb');
  const before = `initdb.draft-${process.pid}-${birthOf(process.pid)! - 1}-abcdef`;
  for (const name of [before, 'cluster']) mkdirSync(join(parent, name));
  await sweepDrafts(parent);
  expect(readdirSync(parent).toSorted()).toEqual(['cluster', basename(own)]);
});
