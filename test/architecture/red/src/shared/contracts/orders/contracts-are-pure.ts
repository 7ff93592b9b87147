import '#shared/contracts/payments';
