import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { documents } from './documents.js';

// npm run docs:<name>
const { file, text } = documents[process.argv[2]!]!;
const [before, now] = [existsSync(file) ? readFileSync(file, 'utf8') : undefined, await text()];
if (before !== now) writeFileSync(file, now);
console.log(before === now ? `${relative('', file)} is up to date` : `wrote ${relative('', file)}`);
