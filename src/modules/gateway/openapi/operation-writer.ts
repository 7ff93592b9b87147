import type { OpenAPIObject } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { PROBLEM_TYPE } from '#libs/hosting/http';
import type { Access } from '../auth/access.js';
import type { Deprecation } from '../versions/deprecated.js';
import { convert, type JsonSchema } from './convert.js';
import type { Described } from './described.js';
import { exampleOf, NoExample } from './example.js';
import { headersOf } from './headers.js';
import { problemExample, problemText } from './problem-examples.js';
import { ProblemBody } from './problem.schema.js';
import { problemsOf } from './problems.js';
import { headerReferences, RESPONSE_HEADERS, type ResponseHeader } from './response-headers.js';

type PathItem = OpenAPIObject['paths'][string];
export type OperationObject = NonNullable<PathItem['get']>;
type Components = NonNullable<OpenAPIObject['components']>;
type Parameter = { name: string; in: string; description?: string; example?: unknown; schema?: JsonSchema };
type Media = { schema?: JsonSchema; example?: unknown };

/** Writes into the operations of a document what Nest's metadata does not say. */
export class OperationWriter {
  readonly gaps: string[] = [];

  constructor(private readonly components: Components) {
    Object.assign((components.headers ??= {}), RESPONSE_HEADERS);
  }

  complete(operation: OperationObject, described: Described): void {
    const {
      summary,
      description,
      replies,
      events,
      mediaType = 'application/json',
      alsoAs,
      headers = {},
    } = described.operation;
    const { access, deprecation, keeper } = described;
    const texts = [description, whoMayCall(access), ...(deprecation ? [whatComesAfter(deprecation)] : [])];
    Object.assign(operation, { summary, description: texts.join('\n\n'), deprecated: deprecation && true });
    operation.security = securityOf(access);
    operation.parameters = [...(operation.parameters ?? []), ...headersOf(described)];
    for (const parameter of operation.parameters as Parameter[]) this.lift(parameter, described);
    const body = operation.requestBody as { content: Record<string, Media> } | undefined;
    for (const media of Object.values(body?.content ?? {})) this.addExample(media, 'its body', described);
    operation.responses = {};
    for (const [status, schema] of Object.entries(keeper ? { ...replies, 304: null } : replies))
      operation.responses[status] = {
        description: (schema && z.globalRegistry.get(schema)?.description) ?? STATUS_CODES[status] ?? '',
        ...headerReferences([
          ...(headers[Number(status)] ?? []),
          ...ofReply(described, Number(status), schema),
          ...ofDeprecation(described),
        ]),
        ...(schema && { content: this.contentOf({ [mediaType]: schema, ...alsoAs }, status, described) }),
      };
    if (events) operation.responses[200] = eventStream(this.componentOf(events.data), events.example);
    const inPath = (operation.parameters as Parameter[]).some((one) => one.in === 'path');
    for (const [status, codes] of problemsOf(described, { body: body !== undefined, pathParameter: inPath }))
      operation.responses[status] = {
        description: problemText(codes, status),
        ...{ 'x-codes': [...codes] }, // for `npm run contracts:check`
        ...headerReferences([...(headers[status] ?? []), ...ofProblem(status, codes), ...ofDeprecation(described)]),
        content: {
          ...(replies[status] && this.contentOf({ [mediaType]: replies[status] }, String(status), described)),
          [PROBLEM_TYPE]: { schema: this.componentOf(ProblemBody), examples: this.examplesOf(codes, status) },
        },
      };
  }

  /** What a parameter's schema says of itself belongs to the parameter, where readers look for it. */
  private lift(parameter: Parameter, { operation }: Described): void {
    const { description, example, examples = [example], ...schema } = parameter.schema ?? {};
    parameter.description ??= description;
    parameter.example ??= examples[0] ?? schema.default;
    parameter.schema = schema;
    if (!parameter.description) this.gap(operation, `parameter ${parameter.name} has no description`, 'description');
    if (parameter.example === undefined)
      try {
        parameter.example = exampleOf(schema, this.schemas);
      } catch {
        this.gap(operation, `parameter ${parameter.name} has no example`, 'examples');
      }
  }

  private contentOf(bodies: Readonly<Record<string, z.ZodType>>, status: string, described: Described) {
    const media = Object.entries(bodies).map(([type, schema]) => [type, { schema: this.componentOf(schema) }] as const);
    for (const [, one] of media) this.addExample(one, `reply ${status}`, described);
    return Object.fromEntries(media);
  }

  private addExample(media: Media, what: string, { operation }: Described): void {
    try {
      media.example = exampleOf(media.schema ?? {}, this.schemas);
    } catch (error) {
      if (!(error instanceof NoExample)) throw error;
      this.gap(operation, `${what} has no example of ${error.message}`, 'examples');
    }
  }

  /** One for each code, shared by all operations. */
  private examplesOf(codes: ReadonlySet<string>, status: number) {
    const known = (this.components.examples ??= {});
    for (const code of codes) known[code] ??= problemExample(code, status);
    return Object.fromEntries([...codes].map((code) => [code, { $ref: `#/components/examples/${code}` }]));
  }

  private componentOf(schema: z.ZodType): JsonSchema {
    const converted = convert(schema, 'output');
    Object.assign(this.schemas, converted.components);
    return converted.schema;
  }

  private get schemas(): Record<string, JsonSchema> {
    return (this.components.schemas ??= {}) as Record<string, JsonSchema>;
  }

  private gap({ summary, declaredAt }: Described['operation'], what: string, key: string): void {
    this.gaps.push(`${declaredAt()}: '${summary}': ${what}: give its schema .meta({ ${key}: … })`);
  }
}

/** OpenAPI 3.1 has no schema for the items of a stream, so that of an event's data describes the content of the text. */
const eventStream = (data: JsonSchema, example: string) => ({
  description: 'Server-Sent Events, until the last one. `data` is JSON of the given schema.',
  content: { 'text/event-stream': { schema: { type: 'string' as const, contentSchema: data }, example } },
});

const securityOf = (access: Access) => (access === 'anybody' ? [] : [{ accessToken: [] }]);

function whoMayCall(access: Access): string {
  if (access === 'anybody') return '**Access**: everybody, without a token.';
  return `**Access**: ${access === 'signed-in' ? 'every signed-in user' : `the role ${access.join(' or ')}, and admins`}.`;
}

const whatComesAfter = ({ since, sunset, successor }: Deprecation): string =>
  `**Deprecated** since ${since}, and may be gone from ${sunset} on: use the same path under \`/${successor}\`.`;

const ofReply = (
  { operation: { mayWait }, keeper }: Described,
  status: number,
  schema: z.ZodType | null,
): readonly ResponseHeader[] => [
  ...(keeper ? (['ETag', 'Cache-Control'] as const) : []),
  ...(mayWait && status === 200 ? (['Preference-Applied'] as const) : []),
  ...(schema instanceof z.ZodObject && 'page' in schema.shape ? (['Link'] as const) : []),
];

const ofProblem = (status: number, codes: ReadonlySet<string>): readonly ResponseHeader[] => [
  ...(status === 429 || status === 503 || codes.has('request.in-progress') ? (['Retry-After'] as const) : []),
  ...(codes.has('request.rate-limited') ? (['RateLimit', 'RateLimit-Policy'] as const) : []),
  ...(status === 401 || status === 403 ? (['WWW-Authenticate'] as const) : []),
];

const ofDeprecation = ({ deprecation }: Described): readonly ResponseHeader[] =>
  deprecation ? ['Deprecation', 'Sunset', 'Link'] : [];
