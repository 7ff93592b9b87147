import { keysFromSecret } from '#libs/keys';
import { AddProduct, AdjustStock } from '#shared/contracts/inventory';
import { Authenticate } from '#shared/contracts/users';
import { NewProduct } from '../products/products.schemas.js';
import { RequestIdentity } from './request-identity.js';

const mug = { sku: 'MUG', name: 'Mug', price: { amount: 1250, currency: 'EUR' } };
const [ada, bob] = ['01890a5d-ac96-774b-bcce-b302099a8057', '01890a5d-ac96-774b-bcce-b302099a8058'];
const receive = new AdjustStock({ productId: ada, delta: 1, reason: 'delivery' });
const { idOf, fingerprintOf } = bound(new RequestIdentity(keysFromSecret('secret')));
const other = bound(new RequestIdentity(keysFromSecret('another secret')));

describe('the id of a request under a key', () => {
  const id = idOf(new AddProduct(mug), ada, 'key');

  it('is a UUID, version 8', () => {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
  it('is the same for every repetition, whatever its body', () => {
    expect(idOf(new AddProduct({ ...mug, sku: 'CUP' }), ada, 'key')).toBe(id);
  });
  it.each([
    ['caller', idOf(new AddProduct(mug), bob, 'key')],
    ['operation', idOf(receive, ada, 'key')],
    ['key', idOf(new AddProduct(mug), ada, 'Key')],
  ])('is another one for another %s', (_, another) => expect(another).not.toBe(id));
});

describe('the fingerprint of a request', () => {
  const fingerprint = fingerprintOf(new AddProduct(mug));

  it('does not depend on how the body was written', () => {
    const written = { price: { currency: 'EUR', amount: 1250 }, name: ' Mug ', sku: 'MUG' };
    expect(fingerprintOf(new AddProduct(NewProduct.parse(written)))).toBe(fingerprint);
  });
  it('differs for another value', () => {
    expect(fingerprintOf(new AddProduct({ ...mug, name: 'Cup' }))).not.toBe(fingerprint);
  });
});

describe('under another secret', () => {
  it('a repetition is the same request, so that it is not carried out twice', () => {
    const add = new AddProduct(mug);
    expect(other.idOf(add, ada, 'key')).toBe(idOf(add, ada, 'key'));
    expect(other.fingerprintOf(add)).toBe(fingerprintOf(add));
  });

  it('one with a password is another: nobody can guess at it with what the database holds', () => {
    const signIn = new Authenticate({ email: 'ada@example.org', password: 'correct horse' });
    expect(other.idOf(signIn, ada, 'key')).not.toBe(idOf(signIn, ada, 'key'));
    expect(other.fingerprintOf(signIn)).not.toBe(fingerprintOf(signIn));
  });
});

function bound(identity: RequestIdentity) {
  return { idOf: identity.idOf.bind(identity), fingerprintOf: identity.fingerprintOf.bind(identity) };
}
