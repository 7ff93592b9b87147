import { firstOrder } from '../first-start/first-order.js';
import { escaped, ICON } from './page.js';

export const FRONT_STYLE = `
:root { color-scheme: light dark; --ink: #1c2128; --dim: #57606a; --paper: #fff; --code: #f6f8fa; --line: #d8dee4; --accent: #0f766e; --on: #fff }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --dim: #9aa4af; --paper: #0d1117; --code: #161b22; --line: #30363d; --accent: #5eead4; --on: #0d1117 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif }
main { max-width: 50rem; margin: 0 auto; padding: clamp(2rem, 8vh, 5rem) 1.25rem 4rem }
header { display: flex; align-items: center; gap: .8rem }
header img { width: 2.4rem; height: 2.4rem }
h1 { margin: 0; font-size: 2.1rem; letter-spacing: -.02em; line-height: 1 }
h2 { margin: 2.8rem 0 .5rem; font-size: 1.15rem }
p { margin: .6rem 0; max-width: 42rem }
.lead { margin: 1.2rem 0 1.6rem; font-size: 1.2rem; line-height: 1.5; max-width: 38rem }
.dim { color: var(--dim) }
a { color: var(--accent); text-underline-offset: .18em }
a:focus-visible, pre:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.button { display: inline-block; padding: .6rem 1.15rem; border-radius: .45rem; background: var(--accent); color: var(--on); font-weight: 600; text-decoration: none }
.button:hover { filter: brightness(1.1) }
pre { margin: .9rem 0; padding: 1rem 1.1rem; overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; background: var(--code); user-select: all }
pre, code { font: 13px/1.65 ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace }
dl { margin: .8rem 0; display: grid; grid-template-columns: max-content 1fr; gap: .55rem 1.6rem }
dd { margin: 0; color: var(--dim) }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .9rem; color: var(--dim) }
@media (max-width: 34rem) {
  body { font-size: 16px }
  dl { grid-template-columns: 1fr; gap: .1rem }
  dd { margin-bottom: .8rem }
}
`;

const DOCS = `<p><a class="button" href="/docs">Open the API reference</a></p>`;
const DOCUMENTS = `<dt><a href="/openapi.json">/openapi.json</a></dt><dd>The API for programs (OpenAPI 3.1): generate a client from it.</dd>
<dt><a href="/asyncapi.json">/asyncapi.json</a></dt><dd>The messages that the contexts send each other (AsyncAPI 3).</dd>
`;

/**
 * The page at `/`.
 * @param origin       under which the reader has reached it
 * @param isPublished  whether there is a reference to link to
 */
export const frontPage = (origin: string, isPublished: boolean): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cleave</title>
<link rel="icon" href="${ICON}">
<style>${FRONT_STYLE}</style>
</head>
<body>
<main>
<header><img src="${ICON}" alt=""><h1>Cleave</h1></header>
<p class="lead">An order-processing back end: users, stock, orders, payments and e-mail behind one API. It runs whole in one
process or split into several, and answers the same.</p>
${isPublished ? DOCS : ''}
<h2>The first order</h2>
<p>Paste this into a terminal with curl and Node: it registers a customer, signs in and buys two of the first product.</p>
<pre tabindex="0">${escaped(firstOrder(origin).join('\n'))}</pre>
<p class="dim">Every run is a new customer, so it can be repeated. <code>npm run demo</code> tells four orders as they happen.</p>
<h2>Where things are</h2>
<dl>
${isPublished ? DOCUMENTS : ''}<dt><a href="/health">/health</a></dt><dd>Whether everything serves.</dd>
<dt><a href="/v1/products">/v1/products</a></dt><dd>The catalogue, without signing in.</dd>
<dt>The source</dt><dd>In the folder that this was started from: begin with <code>README.md</code>.</dd>
</dl>
<footer>Programs that ask for JSON get these links as JSON. MIT licence.</footer>
</main>
</body>
</html>
`;
