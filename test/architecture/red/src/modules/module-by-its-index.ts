import './payments/payments.module.js';
