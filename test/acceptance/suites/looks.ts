import type { Api, Mail, Order } from '#test/api';
import { openBooks } from '#test/books';
import type { System } from '#test/cleave';
import { waitFor } from '#test/wait-for';

type Known = Pick<Order, 'id'>;

/** The order as its customer sees it now. */
export const standingOf = async (customer: Api, { id }: Known): Promise<Order> =>
  (await customer.get<Order>(`/v1/orders/${id}`)).body;

/** The e-mails of an order, as soon as there are any. */
export async function mailsOf(customer: Api, { id }: Known): Promise<readonly Mail[]> {
  let mails: readonly Mail[] = [];
  await waitFor(async () => {
    mails = (await customer.get<{ data: Mail[] }>(`/v1/orders/${id}/messages`)).body.data;
    return mails.length ? undefined : `there is no e-mail about order ${id}`;
  });
  return mails;
}

/** What the provider's own books say of an order. */
export async function bookedFor({ databases }: System, { id }: Known): Promise<string[]> {
  const books = await openBooks({ provider: databases.provider! });
  const sql = `SELECT kind, outcome FROM ledger WHERE order_id = '${id}' ORDER BY at`;
  const rows = await books.read<{ kind: string; outcome: string }>('provider', sql);
  await books.close();
  return rows.map(({ kind, outcome }) => `${kind} ${outcome}`);
}
