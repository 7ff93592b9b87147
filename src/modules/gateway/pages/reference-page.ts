import { ICON } from './page.js';

/**
 * Starts Swagger UI. A file of its own, since the page allows no script inside itself. Tokens are forgotten with the page, nothing is
 * asked of other origins (`validatorUrl` would be), and the Idempotency-Keys that it suggests are new each time.
 */
export const REFERENCE_START = `
const dark = matchMedia('(prefers-color-scheme: dark)');
const paint = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', paint);
paint();
const spec = await (await fetch('/openapi.json')).json();
const operations = Object.values(spec.paths).flatMap((path) => Object.values(path));
for (const { parameters = [] } of operations)
  for (const one of parameters)
    if (one.name === 'Idempotency-Key') one.example = 'try-' + Date.now() + '-' + Math.random().toString(36).slice(2, 8);
SwaggerUIBundle({
  spec,
  dom_id: '#reference',
  presets: [SwaggerUIBundle.presets.apis],
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  persistAuthorization: false,
  validatorUrl: null,
});
`;

/** What our pages have in common with Swagger UI's look, and what it lacks on a phone. */
export const REFERENCE_STYLE = `
:root { color-scheme: light dark }
html, body { margin: 0; background: #fff }
html.dark-mode, html.dark-mode body { background: #1c2022 }
.top { display: flex; align-items: center; gap: 1.2rem; padding: .8rem 1.25rem; max-width: 1460px; margin: 0 auto; font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif }
.top img { width: 1.5rem; height: 1.5rem; vertical-align: -.35rem; margin-right: .5rem }
.top a { color: #0f766e; text-decoration: none }
.top a:hover { text-decoration: underline }
.top a:first-child { font-weight: 700; margin-right: auto; color: #1c2128 }
html.dark-mode .top a { color: #5eead4 }
html.dark-mode .top a:first-child { color: #e6edf3 }
#reference:empty::before { content: 'Loading the reference …'; display: block; padding: 3rem 1.25rem; text-align: center; font: 16px system-ui, sans-serif; color: #888 }
.swagger-ui .info { margin: 1.5rem 0 }
.swagger-ui .wrapper { padding: 0 1.25rem }
.swagger-ui .markdown code, .swagger-ui .renderedMarkdown code { color: inherit; font-weight: 500 }
html.dark-mode .swagger-ui .markdown code, html.dark-mode .swagger-ui .renderedMarkdown code { color: #e6edf3 }
html.dark-mode .swagger-ui .headers td, html.dark-mode .swagger-ui .response-col_links { color: #e6edf3 }
@media (max-width: 40rem) {
  .swagger-ui .opblock .opblock-summary { flex-wrap: wrap }
  .swagger-ui .opblock .opblock-summary-path { max-width: none; flex: 1 1 60% }
  .swagger-ui .opblock .opblock-summary-description { flex-basis: 100%; padding: .3rem 0 }
  .swagger-ui .opblock-tag { flex-wrap: wrap }
  .swagger-ui .opblock-tag small { flex: 1 1 100%; order: 1; padding: .3rem 0 }
  .swagger-ui .opblock-tag .nostyle { flex: 1 }
  .swagger-ui .scheme-container { padding: 1rem 0 }
}
`;

/** @param address  of a file of the reference */
export const referencePage = (address: (file: string) => string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cleave: API reference</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${address('swagger-ui.css')}">
<link rel="stylesheet" href="${address('cleave.css')}">
<script src="${address('swagger-ui-bundle.js')}" defer></script>
<script src="${address('cleave.js')}" type="module"></script>
</head>
<body>
<nav class="top"><a href="/"><img src="${ICON}" alt="">Cleave</a><a href="/openapi.json">OpenAPI</a><a href="/asyncapi.json">AsyncAPI</a><a href="/health">Health</a></nav>
<main id="reference"></main>
</body>
</html>
`;
