import { directionOf, page } from './page.js';

it.each([
  ['en', 'ltr'],
  ['ja', 'ltr'],
  ['ar', 'rtl'],
  ['he-IL', 'rtl'],
  ['fa', 'rtl'],
  ['ur', 'rtl'],
  ['az-Arab', 'rtl'],
  ['pa', 'ltr'],
])('a page in %s runs %s', (language, direction) => {
  expect(directionOf(language)).toBe(direction);
  expect(page({ language, subject: '', name: '', content: '' })).toContain(
    `<html lang="${language}" dir="${direction}">`,
  );
});

it.each(['Ada', 'محمد بن سلمان', 'יעל', '山田太郎', 'Žofie & <b>Karel</b>', 'ஸ்ரீ'])(
  'greets %s, isolated from the text around it, and escaped',
  (name) => {
    const escaped = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const text = page({ language: 'en', subject: '<good>', name, content: '<p>It is confirmed.</p>' });
    expect(text).toContain(`<p>Dear <bdi>${escaped}</bdi>,</p>\n<p>It is confirmed.</p>`);
    expect(text).toContain('<title>&lt;good&gt;</title>');
  },
);
