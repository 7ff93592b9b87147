import 'stripe';
