import type { Changes } from '../changes.js';
import { withCell } from '../edit/tables.js';
import type { Field } from '../fields.js';
import type { Name } from '../names.js';
import { declare } from './contract.js';
import { pathsOf } from './paths.js';

/** An event that the context publishes; a decision sends it. */
export function makeEvent(changes: Changes, context: string, event: Name, fields: readonly Field[]): void {
  const { readme } = pathsOf(context);
  const shown = fields.map(({ name, shown }) => `, ${name.camel}: ${shown}`).join('');
  declare(changes, {
    context,
    kind: 'event',
    names: [event.pascal],
    text: `
export class ${event.pascal} extends event('${context}.${event.kebab}.v1', {
  payload: z.object({ id: z.uuid()${shown} }),
  key: (e) => e.id,
}) {}
`,
  });
  changes.edit(readme, (text) => withCell(text, 'publishes', `\`${event.kebab}\``));
}
