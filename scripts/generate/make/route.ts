import ts from 'typescript';
import type { Changes } from '../changes.js';
import { importing, importingAll } from '../edit/imports.js';
import { appended, classIn, constant, first, inserted, property, treeOf } from '../edit/source.js';
import { withRow } from '../edit/tables.js';
import { type Field, kernelNames } from '../fields.js';
import { type Name, nameOf } from '../names.js';
import { Refused } from '../refused.js';

const GATEWAY = 'src/modules/gateway';
const SHAPE = /^(GET|POST|PUT|PATCH|DELETE) (\/v([1-9]\d?)\/([a-z][a-z-]*))((?:\/[a-z-]+)*\/:id(?:\/[a-z-]+)*)$/;

/** An HTTP route: the message that it sends, and its reply. */
export interface Route {
  readonly context: string;
  readonly useCase: Name;
  readonly isQuery: boolean;
  readonly fields: readonly Field[];
  /** The fields of the reply besides its id, with source text of sample values. */
  readonly shown: readonly { readonly name: string; readonly schema: string; readonly sample: string }[];
}

/**
 * A route of the gateway for operators, in the controller of the first part of its path in this version, which is created if it is missing.
 * @param text  `PUT /v1/products/:id/name`
 */
export function makeRoute(changes: Changes, text: string, route: Route): void {
  const [, verb, base, version, segment, rest] = SHAPE.exec(text) ?? [];
  if (!verb) throw new Refused(`"${text}" is no route: write 'GET /v1/things/:id', with :id as its only parameter.`);
  const things = nameOf(segment!);
  const { context, useCase, isQuery, fields } = route;
  const inVersion = version === '1' ? '' : `v${version}.`;
  const [file, schemas] = [`${inVersion}http.controller`, 'schemas'].map(
    (kind) => `${GATEWAY}/${segment}/${segment}.${kind}.ts`,
  );
  if (changes.find(file!) === undefined) makeController(changes, file!, things, version!);
  const body = fields.length && !isQuery ? `${useCase.pascal}Body` : undefined;
  changes.edit(schemas!, (old) => withSchemas(old, route, body), '');
  changes.edit(file!, (old) => withMethod(old, verb, rest!, route, body, `./${segment}.schemas.js`));
  changes.edit(`${GATEWAY}/testing/answers.ts`, (old) => withAnswer(old, route));
  changes.edit(`${GATEWAY}/access.int.spec.ts`, (old) => withCells(old, verb!, base!, rest!, route));
  changes.edit(`${GATEWAY}/README.md`, (old) =>
    withRow(
      old,
      `| \`${verb} ${base}${rest}\` | operators | \`${context}.${useCase.kebab}\` |`,
      new RegExp(`^\\| \`\\w+ ${base}[/\`]`),
      /^\| `GET \/v1\/ops/,
    ),
  );
}

function makeController(changes: Changes, file: string, { kebab, pascal }: Name, version: string): void {
  const controller = `${pascal}${version === '1' ? '' : `V${version}`}HttpController`;
  changes.create(
    file,
    `import { Controller } from '@nestjs/common';
import { Requests } from '../requests/requests.js';

@Controller({ path: '${kebab}', version: '${version}' })
export class ${controller} {
  constructor(private readonly requests: Requests) {}
}
`,
  );
  changes.edit(`${GATEWAY}/gateway.module.ts`, (text) => {
    const imported = importing(text, [controller], `./${file.slice(GATEWAY.length + 1, -'ts'.length)}js`);
    return appended(imported, property(treeOf(imported), 'controllers'), controller);
  });
}

function withSchemas(text: string, { useCase, fields, shown }: Route, body: string | undefined): string {
  const reply = shown.map(({ name, schema }) => `, ${name}: ${schema}`).join('');
  const example = shown.map(({ name, sample }) => `, ${name}: ${sample}`).join('');
  const taken = fields.map(({ name, taken }) => `${name.camel}: ${taken}`).join(', ');
  const samples = fields.map(({ name, sample }) => `${name.camel}: ${sample}`).join(', ');
  const declared = `${text}
export const ${useCase.pascal}Answer = z.object({ id: z.uuid()${reply} }).meta({ id: '${useCase.pascal}Answer', examples: [{ id: '01890a5d-ac96-774b-bcce-b302099a8057'${example} }] });
${body ? `export const ${body} = z.strictObject({ ${taken} }).meta({ id: '${body}', examples: [{ ${samples} }] });\nexport type ${body} = z.output<typeof ${body}>;\n` : ''}`;
  const kernel = kernelNames(`${reply} ${body ? taken : ''}`);
  const imported = importing(declared, ['z'], 'zod');
  return kernel.length ? importing(imported, kernel, '#shared/kernel') : imported;
}

function withMethod(
  text: string,
  verb: string,
  rest: string,
  { context, useCase, isQuery }: Route,
  body: string | undefined,
  schemas: string,
): string {
  const decorator = verb[0] + verb.slice(1).toLowerCase();
  const answer = `${useCase.pascal}Answer`;
  const nest = [decorator, 'Param', ...(body ? ['Body'] : []), ...(verb === 'POST' ? ['HttpCode'] : [])];
  let controller = importing(text, nest, '@nestjs/common');
  controller = importing(controller, [useCase.pascal], `#shared/contracts/${context}`);
  controller = importing(controller, ['Id'], '#shared/kernel');
  controller = importing(controller, ['Roles'], '../auth/access.js');
  controller = importing(controller, ['Operation'], '../openapi/operation.js');
  controller = importing(controller, ['Caller'], '../requests/caller.js');
  controller = importing(controller, [answer, ...(body ? [body] : [])], schemas);
  const summary = useCase.words[0]!.toUpperCase() + useCase.words.slice(1);
  const given = body ? `@Body({ schema: ${body} }) body: ${body}, ` : '';
  return inserted(
    controller,
    classIn(treeOf(controller))!.end - 1,
    `
  @${decorator}('${rest.slice(1)}')
${verb === 'POST' ? '  @HttpCode(200)\n' : ''}  @Roles('operator')
  @Operation({
    summary: '${summary}',
    description: '${summary}.',
    sends: [${useCase.pascal}],
    replies: { 200: ${answer} },
  })
  ${useCase.camel}(@Param('id', { schema: Id.describe('The id of what it is about.') }) id: string, ${given}@Caller() caller: Caller) {
    return this.requests.${isQuery ? 'ask' : 'once'}(new ${useCase.pascal}({ id${body ? ', ...body' : ''} }), caller);
  }
`,
  );
}

/** The context's answer in the specs of the gateway. */
function withAnswer(text: string, { context, useCase, shown }: Route): string {
  const { camel } = nameOf(context);
  const imported = importingAll(text, camel, `#shared/contracts/${context}`);
  const body = first(treeOf(imported), (node) =>
    ts.isFunctionDeclaration(node) && node.name?.text === 'allIsWell' ? node.body : undefined,
  )!;
  const samples = shown.map(({ name, sample }) => `, ${name}: ${sample}`).join('');
  return inserted(imported, body.end - 1, `bus.answer(${camel}.${useCase.pascal}, { id: orderId${samples} });\n`);
}

/** The line of the access matrix: the status of the route for each role. */
function withCells(text: string, verb: string, base: string, rest: string, { fields, isQuery }: Route): string {
  const samples = fields.map(({ name, sample }) => `${name.camel}: ${sample}`).join(', ');
  const request = fields.length && !isQuery ? `{ payload: { ${samples} } }` : '{}';
  const rows = (constant(treeOf(text), 'MATRIX') as ts.ArrayLiteralExpression).elements;
  const alike = rows.findLast((row) => new RegExp(` ${base}[/']`).test(row.getText())) ?? rows.at(-1)!;
  return inserted(text, alike.end, `, ['${verb} ${base}${rest}', ${request}, [401, 403, 200, 200]]`);
}
