import type { Changes } from '../changes.js';
import { withHandler, withOwnMessage } from '../edit/module-file.js';
import type { Name } from '../names.js';
import { declareOwn } from './contract.js';
import { makeHandler, makeQuietDecision } from './decision.js';
import { pathsOf, subjectOf } from './paths.js';

/** A use case for a timer: a message to the context itself, which another decision sets in `later`, and the decision about it. */
export function makeTimer(changes: Changes, context: string, useCase: Name): void {
  const message = useCase.pascal;
  declareOwn(
    changes,
    context,
    `
/** It is time to ${useCase.words}. A message to oneself. */
export class ${message} extends command('${context}.${useCase.kebab}.v1', {
  payload: z.object({ id: Id }),
  key: (c) => c.id,
  from: ['${context}'],
}) {}
`,
  );
  const subject = subjectOf(changes, context);
  const deciding = {
    context,
    useCase,
    subject,
    message,
    from: '../messages.js',
    key: 'id',
    isEvent: false,
    isTimed: true,
  };
  const handler = makeHandler(changes, deciding);
  makeQuietDecision(changes, deciding);
  changes.edit(pathsOf(context).module, (text) =>
    withHandler(withOwnMessage(text, message), 'commands', handler, `./commands/${useCase.kebab}.js`),
  );
}
