const NAME = String.raw`(?:pass(?:word|wd|phrase)|secret|(?:api|private)[_-]?key|token|\b(?:pwd|cvc|cvv|pan|iban|pin))`;
/** To its closing quote, or to where a value ends that has none. */
const VALUE = String.raw`(?!\[)(?:(?<=")(?:[^"\\]|\\.)*|(?<=')[^']*|[^\s"',;&}\])]+)`;

/** What must not stand in a log, found in a text by its form. The order matters: what a rule has replaced, later ones leave alone. */
const RULES: readonly (readonly [form: RegExp, instead: string])[] = [
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:[^-]|-(?!----END))*(?:-----END [A-Z ]{0,40}-----)?/g, '[key]'],
  // a mail or an answer with its headers: from the empty line on
  [/((?:^|\n)[\w-]{2,40}: [^\r\n]*\r?\n(?:[\w-]{2,40}: [^\r\n]*\r?\n|[ \t][^\r\n]*\r?\n)*)\r?\n[^]+/g, '$1[body]'],
  // a JWT, or the beginning of one
  [/\beyJ[\w-]{8,}(?:\.[\w-]*)*/g, '[token]'],
  [/\b(Basic|Bearer|Digest|Token) +[\w.~+/=-]{8,}/gi, '$1 [token]'],
  [/\b(?:sk|rk|pk|whsec|pi)_[a-zA-Z0-9_]{8,}/g, '[secret]'],
  [/\b((?:set-)?cookie["']?\s{0,3}[:=]\s{0,3})[^\r\n]+/gi, '$1[cookie]'],
  [/\b((?:proxy-)?authorization["']?\s{0,3}[:=]\s{0,3}["']?)(?!\w+ \[)[^\s"',]+/gi, '$1[secret]'],
  // user:password@host
  [/(:\/\/[^\s/:@]{0,100}:)[^\s/@]+(?=@)/g, '$1[secret]'],
  // "password": "…", password=…, --password …
  [new RegExp(String.raw`(${NAME}["']?\s{0,3}(?:=\s{0,3}|:\s{0,3}(?=["']))["']?)${VALUE}`, 'gi'), '$1[secret]'],
  [new RegExp(String.raw`(--[\w-]{0,30}${NAME} )${VALUE}`, 'gi'), '$1[secret]'],
  // password: …; not of settings, whose names are in capitals: CLEAVE_SECRET: is required
  [
    /((?:[Pp]assword|[Ss]ecret|[Tt]oken|[Aa]pi[_-]?[Kk]ey|\bpwd|\bcvc)["']?:\s{0,3})(?![["'])[^\s"',;&}\])]+/g,
    '$1[secret]',
  ],
  [/("(?:body|html|text|content|rawBody)"\s{0,3}:\s{0,3}")(?:[^"\\]|\\.)*/g, '$1[body]'],
];

/** Digits in groups, as on a card. No time in milliseconds: those begin with a 1. */
const CARD = /(?<![\w.-])[2-6](?:[ -]?\d){12,18}(?![\w-]|\.\d)/g;
/** The lookbehind lets a match begin only where a run of these characters begins, so that a long run is looked at once. */
const ADDRESS = /(?<![\w.!#$%&'*+/?^`{|}~-])([\w.!#$%&'*+/?^`{|}~-])[\w.!#$%&'*+/?^`{|}~-]*@([\w-]+(?:\.[\w-]+)+)/g;

/** What a form above begins with or contains, also that of a card and of an address: in a text without it there is nothing to find. */
const HINT = /[=:@]|--|eyJ|(?:sk|rk|pk|whsec|pi)_|(?:basic|bearer|digest|token) |\d(?:[ -]?\d){12}/i;

/** A text without passwords, tokens, cookies, card numbers and bodies, and with addresses masked (`a…@example.com`). */
export function redacted(text: string): string {
  if (!HINT.test(text)) return text; // of the texts of a usual line one in ten has any
  let rest = text;
  for (const [form, instead] of RULES) rest = rest.replace(form, instead);
  return rest.replace(CARD, (digits) => (isCard(digits) ? '[card]' : digits)).replace(ADDRESS, '$1…@$2');
}

/** Names of fields whose values are never written, whatever they are. */
const SECRET =
  /pass(?:word|wd|phrase)|^pwd$|secret|token|authorization|cookie|api_?-?key|private_?-?key|^cv[cv]$|^pan$|card_?-?number|iban/i;
const BODY = /^(?:body|rawBody|html|text|content|mail)$/i;

/** What stands in place of a value that must not be written; undefined: it may be. */
export const insteadOf = (name: string): string | undefined =>
  SECRET.test(name) ? '[secret]' : BODY.test(name) ? '[body]' : undefined;

/** The check digit of Luhn. */
function isCard(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].reverse().map(Number);
  const sum = digits.reduce(
    (total, digit, n) => total + (n % 2 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit),
    0,
  );
  return sum % 10 === 0;
}
