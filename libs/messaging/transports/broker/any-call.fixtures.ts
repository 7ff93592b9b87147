import fc from 'fast-check';
import { requestOf } from '../conformance/inn.fixtures.js';

/** A value with something of a call in it, or nothing at all. */
export const anyData = () => {
  const { call } = fc.letrec((tie) => ({
    call: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.jsonValue(),
      fc.dictionary(
        fc.constantFrom(
          'from',
          'until',
          'proof',
          'frame',
          'request',
          'id',
          'messages',
          'headers',
          'source',
          'sender',
          'body',
        ),
        tie('call'),
      ),
      fc.array(tie('call'), { maxLength: 3 }),
      fc.constant(requestOf({ text: 'x' })),
    ),
  }));
  return call;
};
export const textOrJson = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.jsonValue().map((value) => JSON.stringify(value)),
);
