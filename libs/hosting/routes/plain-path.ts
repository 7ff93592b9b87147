/** Characters of a path (RFC 3986), and three that browsers send unescaped. No `;`: some servers end a segment there, others do not. */
const CHARACTERS = /^\/(?:[\w.~!$&'()*+,=:@/[\]|-]|%[0-9A-Fa-f]{2})*$/;
/** Empty segments and those that name a folder: `//`, `/./`, `/../`, and the last two at the end. */
const FOLDERS = /\/(?:\.{0,2}\/|\.{1,2}$)/;
const ESCAPES = /%([0-9A-Fa-f]{2})(?=([0-9A-Fa-f]{2})?)/g;

/**
 * Whether every server reads this path alike. Otherwise the access rule could be looked up for one path, and the service could
 * answer another one: `/a/..;/b`, `/a%2fb`, `/%61`.
 */
export const isPlainPath = (path: string): boolean =>
  CHARACTERS.test(path) && !FOLDERS.test(path) && !(path.includes('%') && hasAmbiguousEscape(path));

/** An escape that changes the meaning when it is decoded, or that is decoded twice, or of a character that needs none. */
function hasAmbiguousEscape(path: string): boolean {
  for (const [, code, next] of path.matchAll(ESCAPES)) {
    const character = String.fromCharCode(Number.parseInt(code!, 16));
    if (character === '%' ? next !== undefined : /[\w.\-/\\;\p{Cc}]/u.test(character)) return true;
  }
  return false;
}
