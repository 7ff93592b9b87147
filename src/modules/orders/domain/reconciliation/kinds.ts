const money = 'orders and payments';
const stock = 'orders and inventory';
const byHand = (compared: string, repair: string) => ({ compared, repair, isAutomatic: false }) as const;
const asked = (compared: string, repair: string) => ({ compared, repair, isAutomatic: true }) as const;

/** The differences of orders from payments and from inventory, and what is to be done about each. */
export const kinds = {
  'money-missing': byHand(
    money,
    'The order is confirmed, and its total was not captured: have the customer pay, or give the goods up. See what the provider says of it.',
  ),
  'money-too-much': byHand(money, 'More was captured than the total of the order: give the rest back by hand.'),
  'refunds-differ': byHand(
    money,
    'More or less was given back than the refunds of the order: compare them with the history of the order and with what the provider says, and refund what is missing.',
  ),
  'money-kept': asked(
    money,
    'Nothing is to be kept of an order that was cancelled: payments are told again to give it back.',
  ),
  'money-without-order': asked(money, 'There is no such order: payments are told to give its money back.'),
  'stock-missing': byHand(
    stock,
    'The order is confirmed, and no stock is reserved for it: send what is there and write it off by hand, or refund the order.',
  ),
  'stock-not-committed': asked(
    stock,
    'The order is confirmed: inventory is told again that its stock has left the shelf.',
  ),
  'stock-held': asked(stock, 'The order is cancelled: inventory is told again to release its stock.'),
  'stock-committed': byHand(
    stock,
    'The order is cancelled, and its stock has left the shelf: if the goods are there, receive them again by an adjustment.',
  ),
  'stock-without-order': asked(stock, 'There is no such order: inventory is told to release its stock.'),
  'stock-committed-without-order': byHand(
    stock,
    'There is no such order, and its stock has left the shelf: if the goods are there, receive them again by an adjustment.',
  ),
  'lines-differ': byHand(
    stock,
    'Other goods are reserved than were ordered: compare both with what was sent, and adjust the stock by hand.',
  ),
} as const;
export type OrderDifference = keyof typeof kinds;
