import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import type { z } from 'zod';
import { PROBLEM_TYPE } from '#libs/hosting/http';
import { convert } from './convert.js';
import { describedOperations, operationId, type Described } from './described.js';
import { headersOf } from './headers.js';
import { ProblemBody } from './problem.schema.js';
import { problemsOf } from './problems.js';

type PathItem = OpenAPIObject['paths'][string];
type OperationObject = NonNullable<PathItem['get']>;

const info = new DocumentBuilder()
  .setOpenAPIVersion('3.1.0')
  .setTitle('Cleave')
  .setDescription('Users, products, orders. Every error is a problem (RFC 9457) with a stable `code`.')
  .setVersion('1')
  .addServer('/', 'The gateway that serves this document')
  .setLicense('MIT', 'https://opensource.org/license/mit')
  .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'accessToken')
  .build();

/** The document of the public API: routes and parameters from Nest's metadata, the rest from `@Operation`. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, info, {
    operationIdFactory: operationId,
    standardSchemaConverter: (schema, { schemaType }) => convert(schema as unknown as z.ZodType, schemaType),
  });
  const described = describedOperations(app);
  for (const [path, item] of Object.entries(document.paths))
    for (const operation of Object.values(item) as OperationObject[]) {
      operation.tags = [/^\/v\d+\/([^/]+)/.exec(path)?.[1] ?? 'system'];
      const known = described.get(operation.operationId ?? '');
      if (known) complete(document, operation, known);
    }
  return document;
}

function complete(document: OpenAPIObject, operation: OperationObject, described: Described): void {
  const content = (type: string, schema: z.ZodType) => ({ [type]: { schema: componentOf(document, schema) } });
  const { summary, replies, events, mediaType = 'application/json' } = described.operation;
  operation.summary = summary;
  operation.security = described.access === 'anybody' ? [] : [{ accessToken: [] }];
  operation.parameters = [...(operation.parameters ?? []), ...headersOf(described.operation)];
  operation.responses = {};
  for (const [status, schema] of Object.entries(replies))
    operation.responses[status] = {
      description: STATUS_CODES[status] ?? '',
      ...(schema && { content: content(mediaType, schema) }),
    };
  if (events) operation.responses[200] = eventStream(componentOf(document, events.data), events.example);
  for (const [status, codes] of problemsOf(described, operation.requestBody !== undefined))
    operation.responses[status] = {
      description: [...codes].join(', '),
      content: content(PROBLEM_TYPE, ProblemBody),
      ...{ 'x-codes': [...codes] }, // for `npm run contracts:check`
    };
}

/** OpenAPI 3.1 has no schema for the items of a stream, so that of an event's data describes the content of the text. */
const eventStream = (data: object, example: string) => ({
  description: 'Server-Sent Events, until the last one. `data` is JSON of the given schema.',
  content: { 'text/event-stream': { schema: { type: 'string' as const, contentSchema: data }, example } },
});

function componentOf(document: OpenAPIObject, schema: z.ZodType) {
  const converted = convert(schema, 'output');
  Object.assign(((document.components ??= {}).schemas ??= {}), converted.components);
  return converted.schema;
}
