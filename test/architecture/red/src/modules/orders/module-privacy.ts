import '#modules/payments';
