import fc from 'fast-check';
import { Adjust, Age, Buy, Cancel, Reprice } from './commands.js';
import { RefundAmount, RefundLine } from './refund.js';
import type { Run } from './run.js';
import { DECLINED, type Shop } from './shop.js';

const product = fc.nat({ max: 1 });
const METHODS = ['pm_card_visa', 'pm_card_visa', 'pm_card_visa', DECLINED, 'pm_cleave_answerLost'];
/** An order, by its place. */
const which = fc.nat({ max: 3 });
const waits = fc.nat({ max: 3 }).map((n) => n < 3);
const quantity = fc.integer({ min: 1, max: 4 });
const lines = fc.uniqueArray(fc.record({ product, quantity }), {
  selector: (line) => line.product,
  minLength: 1,
  maxLength: 2,
});
const buy = fc.tuple(lines, fc.constantFrom(...METHODS), waits).map((all) => new Buy(...all));
const cancel = fc.tuple(which, waits).map((all) => new Cancel(...all));
/** Nothing, or as much as a card can be charged with. */
const price = fc.oneof(fc.constant(0), fc.integer({ min: 50, max: 1_000 }));
const reprice = fc.tuple(product, price, waits).map((all) => new Reprice(...all));
const delta = fc.integer({ min: -3, max: 5 }).filter((n) => n !== 0);
const adjust = fc.tuple(product, delta, waits).map((all) => new Adjust(...all));

const refundLine = fc
  .tuple(which, product, fc.integer({ min: 1, max: 3 }), fc.boolean(), waits)
  .map((all) => new RefundLine(...all));
const refundAmount = fc.tuple(which, fc.integer({ min: 1, max: 700 }), waits).map((all) => new RefundAmount(...all));

const age = fc.tuple(which, waits).map((all) => new Age(...all));

/** What is done to a shop, in any order; buying more often than the others, which need something that was bought. */
export const commands = fc.commands<Shop, Run, false>(
  [buy, buy, buy, cancel, cancel, reprice, adjust, refundLine, refundLine, refundAmount, age],
  { maxCommands: 10 },
);
