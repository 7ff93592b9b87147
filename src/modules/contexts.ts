import type { Contexts } from '#libs/hosting';
import * as inventory from '#shared/contracts/inventory';
import * as notifications from '#shared/contracts/notifications';
import * as orders from '#shared/contracts/orders';
import * as payments from '#shared/contracts/payments';
import * as users from '#shared/contracts/users';
import { subscribes as inventoryHears } from '../shared/contracts/inventory/subscribes.js';
import { subscribes as notificationsHears } from '../shared/contracts/notifications/subscribes.js';
import { subscribes as ordersHears } from '../shared/contracts/orders/subscribes.js';
import { subscribes as paymentsHears } from '../shared/contracts/payments/subscribes.js';
import { subscribes as usersHears } from '../shared/contracts/users/subscribes.js';
import { paymentProvider } from './payment-provider.js';

/** Every bounded context. The only file that imports more than one; a process loads the code of the contexts that it hosts only. */
export const contexts: Contexts = {
  file: import.meta.filename,
  contexts: {
    users: { contracts: users, subscribes: usersHears, load: async () => (await import('#modules/users')).UsersModule },
    inventory: {
      contracts: inventory,
      subscribes: inventoryHears,
      load: async () => (await import('#modules/inventory')).InventoryModule,
    },
    orders: {
      contracts: orders,
      subscribes: ordersHears,
      variables: ['CLEAVE_MONGO_URL'],
      connections: 3, // the projectors': to read events, to write documents, to compare copies
      load: async () => (await import('#modules/orders')).OrdersModule,
    },
    payments: {
      contracts: payments,
      subscribes: paymentsHears,
      databases: ['provider'],
      variables: ['CLEAVE_STRIPE_KEY', 'CLEAVE_STRIPE_WEBHOOK_SECRET', 'CLEAVE_STRIPE_ACCEPTED_WEBHOOK_SECRET'],
      beside: paymentProvider,
      load: async () => (await import('#modules/payments')).PaymentsModule,
    },
    notifications: {
      contracts: notifications,
      subscribes: notificationsHears,
      variables: ['SMTP_URL'],
      load: async () => (await import('#modules/notifications')).NotificationsModule,
    },
  },
  door: {
    name: 'gateway',
    variables: ['CLEAVE_OPERATOR_EMAIL', 'CLEAVE_OPERATOR_PASSWORD'],
    paths: ['docs', 'openapi.json', 'asyncapi.json'],
    load: async () => (await import('#modules/gateway')).door,
  },
};
