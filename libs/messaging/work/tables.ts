import type { Type } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Table } from './table.js';

/** The tables of a context, in declaration order, in which they are also locked and written. */
export class Tables {
  private readonly tables = new Map<Type<object>, Table>();
  readonly inOrder: readonly Table[];

  constructor(
    entities: readonly Type<object>[],
    private readonly dataSource: DataSource,
  ) {
    for (const entity of entities)
      this.tables.set(entity, new Table(entity, dataSource.getMetadata(entity), dataSource));
    this.inOrder = [...this.tables.values()];
  }

  of(entity: Type<object>): Table {
    const table = this.tables.get(entity);
    if (!table) throw new TypeError(`${entity.name} is not among the entities of this context`);
    return table;
  }
}
