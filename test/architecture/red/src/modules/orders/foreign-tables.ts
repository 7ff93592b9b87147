/** This payment is from another context, and prose may say so: UPDATE payment. */
export const paid = `SELECT * FROM order_view JOIN payment USING (order_id)`;
export const unsent = 'DELETE FROM outbox';
