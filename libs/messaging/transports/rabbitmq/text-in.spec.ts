import { textIn } from './text-in.js';

it('a message of more than 16 MB is not made a text', () => {
  expect(textIn({ content: Buffer.from('{}') })).toBe('{}');
  expect(textIn({ content: Buffer.alloc(16 * 1024 * 1024, 'x') })).toHaveLength(16 * 1024 * 1024);
  expect(textIn({ content: Buffer.alloc(16 * 1024 * 1024 + 1) })).toBeUndefined();
});
