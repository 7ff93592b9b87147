import { writeFileSync } from 'node:fs';
import { documents } from './documents.js';

// npm run docs:<name>
const { file, text } = documents[process.argv[2]!]!;
writeFileSync(file, await text());
console.log(`${file} is up to date`);
