import { walkIn } from './walk.js';

const FENCE = '```';
const PAGE = `# Page

## One

${FENCE}sh
npm run one
npm run two
${FENCE}

${FENCE}ts
// src/a.ts
export const a = 1;
${FENCE}

## Other

${FENCE}ts
export const b = 1;
${FENCE}
`;

it('a section is what is typed and what is written', () => {
  const { commands, files } = walkIn(PAGE, 'One');
  expect(commands).toEqual(['npm run one', 'npm run two']);
  expect([...files]).toEqual([['src/a.ts', 'export const a = 1;\n']]);
});

it('a block that does not name its file is found', () => {
  expect(() => walkIn(PAGE, 'Other')).toThrow('does not name its file');
});

it('a section that is not there is found', () => {
  expect(() => walkIn(PAGE, 'None')).toThrow('the page has no section None');
});
