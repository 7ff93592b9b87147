import { prefersHtml } from './prefers-html.js';

it.each([
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['text/html', true],
  ['text/*', true],
  ['application/json;q=0.5, text/html;q=0.9', true],
  ['TEXT/HTML; Q=0.9, */*;q=0.1', true],
  ['', false],
  ['*/*', false],
  ['application/json', false],
  ['application/json, text/html;q=0.9', false],
  ['text/html, application/json', false],
  ['text/html;q=0, */*', false],
  ['text/html;q=nonsense', false],
  ['image/png', false],
])('%j prefers a page: %s', (accept, isPage) => {
  expect(prefersHtml(accept)).toBe(isPage);
});
