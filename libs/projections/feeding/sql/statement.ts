import type { BoundStatement, Connection, Row } from '#libs/database/wire';

type Value = string | number | null;

/** A statement that is prepared once per connection under its name, which is used for this text only. */
export const statement = (name: string, text: string) => {
  const prepared = { name: `projection ${name}`, text };
  return (...values: readonly Value[]): BoundStatement => ({ statement: prepared, values });
};

/** The rows of one statement, sent alone. */
export async function rowsOf<R = Row>(connection: Connection, bound: BoundStatement): Promise<readonly R[]> {
  const [rows] = await connection.flight([bound]);
  return rows as readonly R[];
}
