import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asyncApiText } from '../docs/asyncapi.js';
import { openApiText } from '../docs/openapi.js';
import { type AsyncApi, asyncApiBreaks } from './compare/asyncapi.js';
import { type Break } from './compare/break.js';
import { type OpenApi, openApiBreaks } from './compare/openapi.js';

/** A document as it is committed, and as the sources say it. */
export interface Snapshot {
  /** Relative to the working directory. */
  readonly path: string;
  readonly committed: string | undefined;
  readonly text: string;
  /** What of the committed document no longer holds. */
  readonly breaks: readonly Break[];
}

/** Both documents, with what has changed since they were committed. */
export async function snapshots(): Promise<readonly Snapshot[]> {
  const [openApi, asyncApi] = [inOrder(await openApiText()), inOrder(asyncApiText())];
  return [
    snapshot('openapi.json', openApi, (was) => openApiBreaks(was as OpenApi, JSON.parse(openApi) as OpenApi)),
    snapshot('asyncapi.json', asyncApi, (was) => asyncApiBreaks(was as AsyncApi, JSON.parse(asyncApi) as AsyncApi)),
  ];
}

function snapshot(name: string, text: string, breaksSince: (committed: unknown) => readonly Break[]): Snapshot {
  const file = fileURLToPath(new URL(`../../docs/contracts/${name}`, import.meta.url));
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const breaks = committed === undefined ? [] : breaksSince(JSON.parse(committed));
  return { path: relative('', file), committed, text, breaks };
}

/** With the names of every object in order, so that two branches that add a route each change different lines. */
const inOrder = (text: string): string => `${JSON.stringify(sorted(JSON.parse(text)), null, 2)}\n`;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}
