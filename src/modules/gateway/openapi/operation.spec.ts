import { AddProduct, GetProduct } from '#shared/contracts/inventory';
import { checkDeclared, type Declared } from './operation.js';

const operation: Declared = {
  summary: '',
  description: '',
  sends: [GetProduct],
  replies: {},
  declaredAt: () => 'routes.ts:7',
};

it('a message that a route sends undeclared is named, and where to declare it', () => {
  const product = new AddProduct({ sku: 'MUG', name: 'Mug', price: { amount: 1, currency: 'EUR' } });
  expect(() => checkDeclared(product, 'command', operation)).toThrow(
    'a route sends AddProduct undeclared: add it to `sends` of @Operation at routes.ts:7',
  );
  expect(() => checkDeclared(product, 'command', { ...operation, tries: [AddProduct] })).not.toThrow();
});
