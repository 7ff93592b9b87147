import { markup } from './html.js';

it.each([
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  [`" onclick='x'`, '&quot; onclick=&#39;x&#39;'],
  ['Tom & Jerry &amp;', 'Tom &amp; Jerry &amp;amp;'],
  ['محمد, 山田太郎, Zoë', 'محمد, 山田太郎, Zoë'],
  ['', ''],
])('writes %j as text', (value, text) => {
  expect(markup`<p title="${value}">${value}</p>`.text).toBe(`<p title="${text}">${text}</p>`);
});

it('leaves alone what is HTML already', () => {
  expect(markup`<p>${markup`<b>${'<'}</b>`}</p>`.text).toBe('<p><b>&lt;</b></p>');
});
