import type { Changes } from './changes.js';
import { fieldsOf } from './fields.js';
import { makeCommand } from './make/command.js';
import { makeContext } from './make/context.js';
import { makeEvent } from './make/event.js';
import { makeListener } from './make/listener.js';
import { makeQuery } from './make/query.js';
import { makeRoute, type Route } from './make/route.js';
import { makeTimer } from './make/timer.js';
import { nameOf } from './names.js';
import { Refused } from './refused.js';

export interface Options {
  readonly query?: boolean;
  /** The event that a use case handles: `orders.order-confirmed`. */
  readonly event?: string;
  readonly timer?: boolean;
  readonly route?: string;
  readonly force?: boolean;
}

/** Collects the requested changes. Throws Refused. */
export function plan(changes: Changes, [what, ...words]: readonly string[], options: Options): void {
  const name = (text: string | undefined) => nameOf(text ?? '');
  if (what === 'context') {
    const [context, ...rest] = words;
    return planContext(changes, name(context).kebab, rest, options);
  }
  const [context, named, ...rest] = words;
  if (what === 'event') return makeEvent(changes, name(context).kebab, name(named), fieldsOf(rest));
  if (what === 'use-case') return planUseCase(changes, name(context).kebab, name(named).kebab, rest, options);
  throw new Refused(`"${what}" is nothing that can be made: context, use-case or event.`);
}

function planContext(changes: Changes, context: string, words: readonly string[], options: Options): void {
  const fields = fieldsOf(words);
  only(options, ['route']);
  const useCase = makeContext(changes, nameOf(context), fields);
  const shown = fields.map(({ name, shown, sample }) => ({ name: name.camel, schema: shown, sample }));
  const at = { name: 'createdAt', schema: 'z.iso.datetime()', sample: `'2026-11-24T10:00:00.000Z'` };
  route(changes, options, { context, useCase, isQuery: true, fields: [], shown: [...shown, at] });
}

function planUseCase(
  changes: Changes,
  context: string,
  named: string,
  words: readonly string[],
  options: Options,
): void {
  const [fields, useCase] = [fieldsOf(words), nameOf(named)];
  const { query, event, timer } = options;
  if ((query || event || timer) && fields.length) throw new Refused('only a command takes fields.');
  only(options, query ? ['query', 'route'] : event ? ['event'] : timer ? ['timer'] : ['route']);
  if (event) return makeListener(changes, context, useCase, event);
  if (timer) return makeTimer(changes, context, useCase);
  if (query) makeQuery(changes, context, useCase);
  else makeCommand(changes, context, useCase, fields);
  route(changes, options, { context, useCase, isQuery: query === true, fields, shown: [] });
}

function route(changes: Changes, { route: text }: Options, about: Route): void {
  if (text !== undefined) makeRoute(changes, text, about);
}

/** Throws Refused for an option that does not apply. */
function only(options: Options, meant: readonly string[]): void {
  const strange = Object.keys(options).find((name) => name !== 'force' && !meant.includes(name));
  if (strange) throw new Refused(`--${strange} means nothing here.`);
}
