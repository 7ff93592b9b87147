// node lint-messages.mjs FILE: what the parser of AsyncAPI has to say of a document, warnings included; 0 when it says nothing.
import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';

const { diagnostics } = await new Parser().parse(readFileSync(process.argv[2], 'utf8'));
for (const { code, message, path } of diagnostics) console.error(`${path.join('/')}: ${message} (${code})`);
if (!diagnostics.length) console.log('The AsyncAPI document is valid.');
process.exitCode = diagnostics.length ? 1 : 0;
