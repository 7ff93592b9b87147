import 'mongodb';
import 'stripe';
