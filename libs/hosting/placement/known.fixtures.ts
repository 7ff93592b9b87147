import { PlacementError } from './placement-error.js';
import { parsePlacement } from './parse-placement.js';
import type { Limits } from './rules/rule.js';

/** A shop of six, as the specs of placements know it. */
export const known = {
  contexts: { users: {}, inventory: {}, orders: {}, payments: { databases: ['provider'] }, notifications: {} },
  door: { name: 'gateway' },
};

const SHOP = '  shop: { contexts: [gateway, users, inventory, orders, notifications] }\n';
/** Three lines. */
export const WHOLE = `processes:\n${SHOP}  payments:\n`;
/** A file in which payments, in line 3, is written like this. */
export const payments = (text: string): string => `processes:\n${SHOP}  payments: ${text}\n`;

/** The problems with a file, each as `line:column reason`. */
export function refusals(text: string, limits?: Limits): readonly string[] {
  try {
    parsePlacement(text, 'x.yaml', known, limits);
    return [];
  } catch (error) {
    if (!(error instanceof PlacementError)) throw error;
    return error.problems.map(({ line, column, reason }) => `${line}:${column} ${reason}`);
  }
}
