import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { Controller, Get, Param } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { Public } from '../auth/access.js';
import { gatewayApplication } from '../testing/gateway-application.js';
import { openApiDocument, type Written } from './document.js';
import { Operation } from './operation.js';

type Gateway = Awaited<ReturnType<typeof gatewayApplication>>;
type Media = { schema: object; example?: unknown; examples?: Record<string, { $ref: string }> };

async function written(controllers: Parameters<typeof gatewayApplication>[1] = []): Promise<Written> {
  const { app }: Gateway = await gatewayApplication({}, controllers);
  try {
    return openApiDocument(app);
  } finally {
    await app.close();
  }
}

describe('the document of our routes', () => {
  let document: OpenAPIObject;
  let gaps: readonly string[];
  beforeAll(async () => ({ document, gaps } = await written()));

  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  /** Why a value does not fit a schema of the document. */
  const misfit = (schema: object, value: unknown) => {
    const validate = ajv.compile({ ...schema, components: document.components });
    return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, NonNullable<typeof item.get>>).map(
        ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
      ),
    );

  it('describes every operation, every parameter and every tag, and gives an example of all that is sent', () => {
    expect(gaps).toEqual([]);
    for (const [, operation] of operations()) expect(operation.description).toMatch(/\w.*\n\n\*\*Access\*\*: /s);
    const described = (document.tags ?? []).filter(({ description }) => description).map(({ name }) => name);
    expect(described).toEqual(expect.arrayContaining(operations().flatMap(([, { tags = [] }]) => tags)));
  });

  it('has no example that its schema does not allow', () => {
    const misfits = operations().flatMap(([route, { parameters = [], requestBody, responses }]) => {
      const bodies = [requestBody, ...Object.values(responses)] as { content?: Record<string, Media> }[];
      const media = bodies.flatMap((body) => Object.values(body?.content ?? {}));
      const alone = [...(parameters as Media[]), ...media].filter(({ example }) => example !== undefined);
      const problems = media.flatMap(({ schema, examples = {} }) =>
        Object.keys(examples).map((code) => ({ schema, example: exampleNamed(code) })),
      );
      return [...alone, ...problems].flatMap(({ schema, example }) =>
        misfit(schema, example).map((why) => `${route}: ${why}`),
      );
    });
    expect(misfits).toEqual([]);
  });

  it('shows of every code the answer with its status', () => {
    for (const [, { responses }] of operations())
      for (const [status, response] of Object.entries(responses) as [string, { content?: Record<string, Media> }][])
        for (const code of Object.keys(response.content?.['application/problem+json']?.examples ?? {}))
          expect(exampleNamed(code)).toMatchObject({ code, status: Number(status), detail: expect.any(String) });
  });

  const exampleNamed = (code: string) => (document.components!.examples![code] as { value: unknown }).value;
});

@Controller('spec')
class BareHttpController {
  @Get(':key')
  @Public()
  @Operation({
    summary: 'Bare',
    description: 'Of the spec.',
    replies: { 200: z.object({ rows: z.array(z.object({ name: z.string() })) }) },
  })
  bare(@Param('key', { schema: z.string() }) key: string) {
    return key;
  }
}

it('a route without examples or with a bare parameter is named with its place, and what to write', async () => {
  const { gaps } = await written([BareHttpController]);
  const at = /^src\/modules\/gateway\/openapi\/examples\.int\.spec\.ts:\d+: 'Bare': /;
  expect(gaps.filter((gap) => at.test(gap)).map((gap) => gap.replace(at, ''))).toEqual([
    'parameter key has no description: give its schema .meta({ description: … })',
    'parameter key has no example: give its schema .meta({ examples: … })',
    'reply 200 has no example of /rows/0/name: give its schema .meta({ examples: … })',
  ]);
});
