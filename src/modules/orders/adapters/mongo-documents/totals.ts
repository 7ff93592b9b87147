import type { Document } from 'mongodb';
import type { DayTotal } from '../../ports/order-documents.js';

export interface Group extends Pick<DayTotal, 'orders' | 'amount'> {
  readonly _id: Pick<DayTotal, 'day' | 'status' | 'currency'>;
}

export const totalsOf = ({ from, to }: { readonly from: string; readonly to: string }): Document[] => [
  { $match: { placedAt: { $gte: from, $lt: to } } },
  {
    $group: {
      _id: {
        day: { $substrBytes: ['$placedAt', 0, '2030-01-31'.length] },
        status: '$status',
        currency: '$total.currency',
      },
      orders: { $sum: 1 },
      amount: { $sum: '$total.amount' },
    },
  },
  { $sort: { '_id.day': 1, '_id.status': 1, '_id.currency': 1 } },
];
