import { type Api, customer, operator, orderOf, stocked } from '#test/api';
import { openBooks } from '#test/books';
import { unrest } from '../support/checker/rest-rules.js';
import { Cleave } from '#test/cleave';
import { waitFor } from '#test/wait-for';
import { testServer } from '#test/postgres';
import { adminSession } from '#libs/database';

it('x', async () => {
  const cleave = await Cleave.start({});
  const books = await openBooks(cleave.databases);
  const staff = await operator(cleave);
  const [ada, mug] = await Promise.all([customer(cleave), stocked(staff, 10)]);
  for (let i = 0; i < 3; i++) await ada.orderAndWait(orderOf(mug, 1));
  await waitFor(() => unrest(books));
  const admin = await testServer();
  const out: any[] = [];
  await adminSession(admin, async (c) => {
    await c.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    await c.query('SELECT pg_stat_statements_reset()');
    await ada.orderAndWait(orderOf(mug, 1));
    await waitFor(() => unrest(books));
    const { rows } = await c.query(
      `SELECT datname, rolname, query, calls, rows FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid JOIN pg_roles r ON r.oid=userid where rolname like 'e2e%' ORDER BY 1, 3`,
    );
    for (const r of rows)
      out.push(
        `${r.datname.replace(/^e2e_\d+_[^_]+_/, '')} ${r.calls} ${r.rows} ${r.query.replace(/\s+/g, ' ').slice(0, 160)}`,
      );
  });
  console.log(out.join('\n'));
  await books.close();
  await cleave.discard();
}, 100000);
