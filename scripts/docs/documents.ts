import { fileURLToPath } from 'node:url';
import { envExampleText } from './env-example.js';
import { faultsText } from './faults.js';
import { messagesText } from './messages.js';
import { partialFailureText } from './partial-failure.js';
import { placementSchemaText } from './placement-schema.js';

export interface Document {
  readonly file: string;
  text(): Promise<string>;
}

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The documents that `npm run docs:<name>` generates. */
export const documents: Readonly<Record<string, Document>> = {
  env: { file: at('.env.example'), text: envExampleText },
  messages: { file: at('docs/messages.md'), text: messagesText },
  away: { file: at('docs/partial-failure.md'), text: partialFailureText },
  faults: { file: at('docs/faults.md'), text: faultsText },
  placement: { file: at('placements/placement.schema.json'), text: placementSchemaText },
};
