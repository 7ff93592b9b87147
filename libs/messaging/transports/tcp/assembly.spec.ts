import fc from 'fast-check';
import { anyText } from '#libs/testing/inputs';
import { Assembly, framed } from './assembly.js';
import { MOST_PACKET_BYTES } from './limits.js';

function assembled(pieces: readonly Buffer[]): { texts: string[]; isPartial: boolean } {
  const texts: string[] = [];
  const assembly = new Assembly((text) => texts.push(text));
  for (const piece of pieces) assembly.add(piece);
  return { texts, isPartial: assembly.isPartial };
}

const packets = fc.array(anyText({ minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 8 });

it('packets come out as they went in, wherever the network cuts them', () => {
  fc.assert(
    fc.property(packets, fc.array(fc.nat(300), { maxLength: 20 }), (texts, cuts) => {
      const bytes = Buffer.concat(texts.map(framed));
      const at = [...new Set([0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length])].toSorted(
        (x, y) => x - y,
      );
      const pieces = at.slice(1).map((end, i) => bytes.subarray(at[i], end));
      expect(assembled(pieces)).toEqual({ texts, isPartial: false });
    }),
  );
});

it('a packet that is not whole is held back', () => {
  const bytes = framed('a packet');
  for (let length = 1; length < bytes.length; length++)
    expect(assembled([bytes.subarray(0, length)])).toEqual({ texts: [], isPartial: true });
});

it('a length beyond the limit, or none, ends it before anything is kept', () => {
  for (const length of [0, MOST_PACKET_BYTES + 1, 0xff_ff_ff_ff]) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(length);
    expect(() => assembled([bytes])).toThrow(`a packet of ${length} bytes`);
    expect(() => assembled([bytes.subarray(0, 2), bytes.subarray(2)])).toThrow(`a packet of ${length} bytes`);
  }
});

it('what is too large is not sent', () => {
  expect(framed('x'.repeat(MOST_PACKET_BYTES)).length).toBe(MOST_PACKET_BYTES + 4);
  expect(() => framed('x'.repeat(MOST_PACKET_BYTES + 1))).toThrow(RangeError);
});
