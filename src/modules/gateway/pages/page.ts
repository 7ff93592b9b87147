import { createHash } from 'node:crypto';

/** The headers of a page of ours: its style is allowed by its hash and its scripts by their origin; everything else is refused. */
export const pageHeaders = (style: string, rules = '') => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'self' 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    'img-src data:',
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ...(rules ? [rules] : []),
  ].join('; '),
});

/** The mark of Cleave: a square that is split. */
const MARK =
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><path fill='#0f766e' d='M4 4h17L4 21z'/><path fill='#f59e0b' d='M28 28H11L28 11z'/></svg>";
export const ICON = `data:image/svg+xml,${encodeURIComponent(MARK)}`;

const CHARACTERS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => CHARACTERS[character]!);
