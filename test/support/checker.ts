import { documentRules } from './checker/document-rules.js';
import { mailRules } from './checker/mail-rules.js';
import { type Booking, type Facts, readFacts } from './checker/facts.js';
import { moneyRules } from './checker/money-rules.js';
import { openBooks } from './books.js';
import { orderRules } from './checker/order-rules.js';
import { restRules, unrest } from './checker/rest-rules.js';
import { stockRules } from './checker/stock-rules.js';
import { waitFor } from './wait-for.js';

type Databases = Readonly<Record<string, string>>;

/**
 * The rules of SPEC.md section 2, told apart from the product: plain SQL over every context's database and the
 * provider's ledger, and not a line of the product's code. Each violation is a sentence; none means that all is well.
 * Only what is at rest can be checked, since nothing can read six databases at one moment.
 */
export const check = (facts: Facts): string[] =>
  [stockRules, orderRules, moneyRules, mailRules, documentRules, restRules].flatMap((rules) => rules(facts));

/**
 * Waits until nothing is under way any more, then says what is wrong.
 *
 * @param bookings  of a provider that keeps its books elsewhere than in the stand-in's database
 */
export async function violationsAtRest(databases: Databases, bookings?: () => readonly Booking[]): Promise<string[]> {
  const books = await openBooks(databases);
  try {
    await waitFor(() => unrest(books));
    return check(await readFacts(books, bookings));
  } finally {
    await books.close();
  }
}
