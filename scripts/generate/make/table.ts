import type { Changes } from '../changes.js';
import type { Field } from '../fields.js';
import type { Name } from '../names.js';
import { pathsOf } from './paths.js';

/** The first table of a context: its type with a spec, its entity and its migration. */
export function makeTable(
  changes: Changes,
  { kebab, snake, camel, pascal, words }: Name,
  fields: readonly Field[],
): void {
  const { inside } = pathsOf(kebab);
  const names = ['id', ...fields.map(({ name }) => name.camel)];
  changes.create(
    inside(`domain/${kebab}`),
    `import type { ReplyOf } from '#libs/messaging/contract';
import type { Get${pascal} } from '#shared/contracts/${kebab}';

/** One ${words}. */
export interface ${pascal} {
  readonly id: string;
${fields.map(({ name, ts }) => `  readonly ${name.camel}: ${ts};\n`).join('')}  readonly createdAt: Date;
}

/** The ${words} as others may see it. */
export const view = (${camel}: ${pascal}): ReplyOf<Get${pascal}> => ({
${names.map((name) => `  ${name}: ${camel}.${name},\n`).join('')}  createdAt: ${camel}.createdAt.toISOString(),
});
`,
  );
  const samples = fields.map(({ name, sample }) => `${name.camel}: ${sample}`).join(', ');
  changes.create(
    inside(`domain/${kebab}.spec`),
    `import { view } from './${kebab}.js';

it('shows what is meant to be seen', () => {
  const shown = { id: '01890a5d-ac96-774b-bcce-b30209900001', ${samples} };
  const createdAt = new Date('2026-03-01T12:00:00Z');
  expect(view({ ...shown, createdAt })).toEqual({ ...shown, createdAt: '2026-03-01T12:00:00.000Z' });
});
`,
  );
  changes.create(
    inside(`data/${kebab}.entity`),
    `import { Column, Entity, PrimaryColumn } from 'typeorm';
import type * as domain from '../domain/${kebab}.js';

@Entity('${snake}')
export class ${pascal} implements domain.${pascal} {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) readonly id!: string;
${fields.map(columnOf).join('')}  @Column({ name: 'created_at', type: 'timestamptz' }) readonly createdAt!: Date;
}
`,
  );
  changes.create(
    inside('data/migrations/0001-init'),
    `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${pascal}Init1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(\`
      CREATE TABLE ${snake} (
        id uuid PRIMARY KEY,
${fields.map(({ name, sql }) => `        "${name.snake}" ${sql} NOT NULL,\n`).join('')}        created_at timestamptz NOT NULL
      )\`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ${snake}');
  }
}
`,
  );
}

const columnOf = ({ name, sql, ts }: Field): string =>
  `  @Column({ name: '${name.snake}', type: '${sql}' }) readonly ${name.camel}!: ${ts};\n`;
