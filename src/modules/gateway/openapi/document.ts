import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { z } from 'zod';
import { convert } from './convert.js';
import { describedOperations, operationId } from './described.js';
import { OperationWriter, type OperationObject } from './operation-writer.js';
import { tagOf, tagsOf } from './tags.js';

const DESCRIPTION = `Users, products, orders: the public door of Cleave.

**Errors** are problems ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) with a stable \`code\` for programs, a sentence for people
and a \`traceId\` that finds the request in logs and traces.

**Who calls** is known by an access token: register (\`POST /v1/users\`), sign in (\`POST /v1/sessions\`) and send
\`Authorization: Bearer <token>\`.

**Repetitions** are safe: a command with an \`Idempotency-Key\` is carried out once, and its repetition is answered like the first.

**Money** is an integer of minor units: 12.50 € is \`{ "amount": 1250, "currency": "EUR" }\`. Times are RFC 3339 in UTC.`;

const info = new DocumentBuilder()
  .setOpenAPIVersion('3.1.0')
  .setTitle('Cleave')
  .setDescription(DESCRIPTION)
  .setVersion('1')
  .addServer('/', 'The gateway that serves this document')
  .setLicense('MIT', 'https://opensource.org/license/mit')
  .addBearerAuth(
    { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The `accessToken` of `POST /v1/sessions`.' },
    'accessToken',
  )
  .build();

/** The document, and what is missing in it: each gap with its place in the source and what to write. A spec wants none. */
export interface Written {
  readonly document: OpenAPIObject;
  readonly gaps: readonly string[];
}

/** The document of the public API: routes and parameters from Nest's metadata, the rest from `@Operation` and the schemas' `meta`. */
export function openApiDocument(app: INestApplication): Written {
  const document = SwaggerModule.createDocument(app, info, {
    operationIdFactory: operationId,
    standardSchemaConverter: (schema, { schemaType }) => convert(schema as unknown as z.ZodType, schemaType),
  });
  const writer = new OperationWriter((document.components ??= {}));
  const described = describedOperations(app);
  const used = new Set<string>();
  for (const [path, item] of Object.entries(document.paths))
    for (const operation of Object.values(item) as OperationObject[]) {
      operation.tags = [tagOf(path)];
      used.add(tagOf(path));
      const known = described.get(operation.operationId ?? '');
      if (known) writer.complete(operation, known);
    }
  document.tags = tagsOf(used);
  return { document, gaps: writer.gaps };
}
