import type { Break } from './break.js';
import type { Resolve, Schema } from './choices.js';
import { breaksOf, type Direction, type Pair } from './schema.js';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
interface Response {
  readonly content?: Content;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly 'x-codes'?: readonly string[];
}
interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
  readonly security?: readonly object[];
}
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** What breaks clients of the API: their requests are no longer taken, or they no longer find in an answer what they relied on. */
export function openApiBreaks(before: OpenApi, after: OpenApi): readonly Break[] {
  const now = routesOf(after);
  const resolve = { before: resolverOf(before), after: resolverOf(after) };
  return [...routesOf(before)].flatMap(([key, { route, operation }]) => {
    const found = now.get(key);
    const breaks = found ? operationBreaks(operation, found.operation, resolve) : ['the route is gone'];
    return breaks.map((what) => ({ where: route, what }));
  });
}

function operationBreaks(before: Operation, after: Operation, resolve: Pair<Resolve>): string[] {
  return [
    ...(before.operationId === after.operationId
      ? []
      : [`its operationId is ${after.operationId}, was ${before.operationId}: generated clients rename it`]),
    ...(isOpen(before) && !isOpen(after) ? ['now needs an access token'] : []),
    ...parameterBreaks(before.parameters ?? [], after.parameters ?? [], resolve),
    ...bodyBreaks(before.requestBody, after.requestBody, resolve),
    ...responseBreaks(before.responses, after.responses, resolve),
  ];
}

function parameterBreaks(before: readonly Parameter[], after: readonly Parameter[], resolve: Pair<Resolve>): string[] {
  const same = (one: Parameter) => (other: Parameter) => one.name === other.name && one.in === other.in;
  const told = ({ name, in: place }: Parameter) => `the ${place} parameter ${name}`;
  const old = before.flatMap((one) => {
    const found = after.find(same(one));
    if (!found) return one.in === 'path' ? [] : [`lost ${told(one)}`]; // the path itself has the same number of parameters
    const breaks = breaksOf(one.schema ?? {}, found.schema ?? {}, 'request', resolve);
    return [
      ...(found.required && !one.required ? [`now requires ${told(one)}`] : []),
      ...breaks.map((what) => `${told(one)}: ${what}`),
    ];
  });
  const required = after.filter((one) => one.required && one.in !== 'path' && !before.some(same(one)));
  return [...old, ...required.map((one) => `now requires ${told(one)}`)];
}

function bodyBreaks(
  before: Operation['requestBody'],
  after: Operation['requestBody'],
  resolve: Pair<Resolve>,
): string[] {
  if (!after) return before ? ['no longer takes a body'] : [];
  if (!before) return after.required ? ['now requires a body'] : [];
  return [
    ...(after.required && !before.required ? ['now requires a body'] : []),
    ...contentBreaks('request', before.content, after.content, 'request', resolve),
  ];
}

function responseBreaks(before: Operation['responses'], after: Operation['responses'], resolve: Pair<Resolve>) {
  const old = Object.entries(before).flatMap(([status, was]) => {
    const is = after[status];
    if (!is) return [`lost the status ${status}`];
    const headers = Object.keys(was.headers ?? {}).filter((name) => !(name in (is.headers ?? {})));
    const codes = (was['x-codes'] ?? []).filter((code) => !is['x-codes']?.includes(code));
    return [
      ...contentBreaks(`reply ${status}`, was.content ?? {}, is.content ?? {}, 'reply', resolve),
      ...headers.map((name) => `reply ${status} lost the header ${name}`),
      ...codes.map((code) => `reply ${status} lost the code ${code}`),
    ];
  });
  // Clients of HTTP treat an unknown error as its class, and ask for a 304 themselves; another success they do not expect.
  const news = Object.keys(after).filter((status) => /^2/.test(status) && !(status in before));
  return [...old, ...news.map((status) => `may now answer ${status}`)];
}

function contentBreaks(at: string, before: Content, after: Content, direction: Direction, resolve: Pair<Resolve>) {
  return Object.entries(before).flatMap(([type, { schema = {} }]) => {
    const found = after[type];
    if (!found) return [`${at} is no longer ${type}`];
    return breaksOf(schema, found.schema ?? {}, direction, resolve).map(
      (what) => `${at}${/^(lost|now|no longer|may)/.test(what) ? '' : ':'} ${what}`,
    );
  });
}

/** Routes by method and path, whatever their parameters are called. */
function routesOf({ paths }: OpenApi) {
  const routes = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, operation })),
  );
  return new Map(routes.map((one) => [one.route.replaceAll(/\{\w+\}/g, '{}'), one]));
}

const isOpen = ({ security = [] }: Operation): boolean =>
  !security.length || security.some((one) => !Object.keys(one).length);

/** Follows a `$ref` within the document. */
export const resolverOf =
  (document: object): Resolve =>
  (ref) => {
    const path = ref.slice(2).split('/');
    return path.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], document) as Schema;
  };
