import { SendStockAlert } from '../messages.js';
import { productId } from './message.fixtures.js';
import { stockMail } from './stock-mail.js';

const alert = new SendStockAlert({ productId, count: 3, onHand: 4, threshold: 5 });

it('tells all of the staff what is low, without a greeting', () => {
  expect(stockMail(alert, ['ada@example.com', 'bob@example.com'])).toEqual({
    id: `stock-low.${productId}.3`,
    to: [
      { name: '', address: 'ada@example.com' },
      { name: '', address: 'bob@example.com' },
    ],
    subject: `Stock is low: product ${productId}`,
    text: `Of product ${productId} 4 are left on hand, fewer than 5. There is no other e-mail about it within a day.`,
    html: expect.stringMatching(/<body[^>]*>\n<p>Of product <b>[^]*<b>4<\/b> are left on hand, fewer than 5\.<\/p>/),
  });
});

it('is to nobody when there is no staff', () => {
  expect(stockMail(alert, [])).toBeUndefined();
});
