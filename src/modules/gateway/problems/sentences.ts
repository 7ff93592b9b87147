/** After a timeout the request may have been carried out, so the text must not say that nothing was done. */
const UNKNOWN =
  'No answer came in time, so it is not known whether this was done. Repeat the request with the same Idempotency-Key: it is done once at most.';

const SENTENCES: Readonly<Record<string, string>> = {
  'auth.token-missing': 'This needs an access token: send Authorization: Bearer <token>.',
  'auth.token-invalid': 'The access token is not valid, or no longer.',
  'auth.not-allowed': 'Your role does not allow this.',
  'idempotency.key-missing':
    'This needs the header Idempotency-Key: any text that is new for every order and the same for its repetitions.',
  'idempotency.key-malformed':
    'The Idempotency-Key must be 1 to 255 visible ASCII characters, bare or as a quoted string.',
  'idempotency.key-reused': 'This Idempotency-Key was used before, for something else.',
  'request.malformed':
    'The request cannot be read: its body must be JSON in UTF-8, of the announced length, without forbidden keys.',
  'request.malformed-url': 'The URL is not ASCII in valid percent-encoding, without a fragment.',
  'request.host-missing': 'The request does not say its Host.',
  'request.repeated-header': 'A header of which there can be only one stands here more than once.',
  'request.unknown-expectation': 'Nothing but Expect: 100-continue is understood.',
  'request.unknown-transfer-coding': 'Nothing but Transfer-Encoding: chunked is understood.',
  'request.too-large': 'The body is too large.',
  'request.url-too-long': 'A part of the path is too long.',
  'request.unsupported-media-type': 'Send the body as application/json.',
  'request.unsupported-charset': 'Send the body in UTF-8.',
  'request.unsupported-encoding': 'Send the body as it is, without a Content-Encoding.',
  'request.invalid': 'The request is not valid; errors names the fields.',
  'request.if-match-missing':
    'This needs the header If-Match: the ETag of what you have read, so that nothing is overwritten that you have not seen.',
  'request.invalid-if-match': 'If-Match must be the ETag of an answer, with its quotes.',
  'request.invalid-last-event-id': 'Last-Event-ID must be the id of an event that this stream gave, a whole number.',
  'request.rate-limited': 'These are too many requests. Retry-After says when the next one is taken.',
  'request.in-progress': 'The same request is still being carried out.',
  'request.deadline': UNKNOWN,
  'request.unanswered': UNKNOWN,
  'inventory.bad-cursor': 'The cursor is not one that this list gave.',
  'inventory.not-enough-stock': 'There is not so much on the shelf.',
  'inventory.sku-taken': 'There is a product with this SKU already.',
  'inventory.staff-only': 'Your role does not allow this.',
  'inventory.stale-product': 'The product has changed since you have read it: read it again, and decide anew.',
  'inventory.unknown-product': 'There is no such product.',
  'live.too-many-streams': 'You watch as many orders as one user can at once: end another stream first.',
  'ops.bad-cursor': 'The cursor is not one that this list gave.',
  'ops.no-dead-letter': 'This context has no dead letter with this id.',
  'ops.no-story': 'No context knows anything of this order.',
  'ops.no-such-context': 'There is no context of this name.',
  'ops.staff-only': 'Your role does not allow this.',
  'orders.bad-cursor': 'The cursor is not one that this list gave.',
  'orders.bad-period':
    'A period must not end before it begins, and has 92 days at most; fewer where currencies are many.',
  'orders.copy-being-built': 'A copy is being built in this store already: swap it, or drop it, first.',
  'orders.admin-only': 'Only an admin may say that no money is held any more.',
  'orders.already-confirmed': 'The order is confirmed, so it cannot be cancelled any more.',
  'orders.copy-is-live': 'This copy is searched, so it cannot be dropped: swap another one in first.',
  'orders.copy-not-ready':
    'The new copy cannot be searched yet: it is not filled, or more than ten seconds behind. The list of projections says how far it is.',
  'orders.duplicate-product': 'A product stands on more than one line: add up its quantities.',
  'orders.mixed-currencies': 'The products have prices in different currencies: order them apart.',
  'orders.no-help-needed': 'This step goes on by itself, or was never begun: there is nothing to decide about it.',
  'orders.no-such-copy': 'There is no such copy in this store.',
  'orders.no-such-difference': 'There is no such difference, or it was not seen twice yet.',
  'orders.no-such-projection': 'There is no projection of this name.',
  'orders.no-such-saga': 'There is no checkout of such an order.',
  'orders.no-such-store': 'This store is not among those that are fed.',
  'orders.no-words': 'The text has no letter and no digit to look for.',
  'orders.not-found': 'There is no such order, or it is not yours.',
  'orders.not-signed-in': 'Orders belong to somebody: sign in first.',
  'orders.only-by-hand': 'A person has to repair this difference: it says how.',
  'orders.payment-required': 'The order costs something: say how it is paid.',
  'orders.search-away': 'Orders cannot be searched at the moment. Retry-After says when to ask again.',
  'orders.search-too-slow': 'The search took too long: ask for less, such as a shorter time, or a little later.',
  'orders.staff-only': 'Your role does not allow this.',
  'orders.store-away': 'The store of this copy does not answer.',
  'orders.store-not-named': 'There is more than one store: say which one is meant.',
  'orders.too-many-copies': 'There are as many copies in this store as it may have: drop an old one first.',
  'orders.too-many-words': 'A text has five words at most.',
  'orders.total-too-large': 'The total is more than can be paid at once.',
  'orders.total-too-small': 'The total is less than a card can be charged with.',
  'orders.unknown-version': 'The order never had this version: send the id of an event that its stream gave.',
  'orders.unknown-product': 'There is no such product.',
  'payments.no-such-difference': 'There is no such difference, or it was not seen twice yet.',
  'payments.only-by-hand': 'A person has to repair this difference: it says how.',
  'request.ambiguous-path':
    'The path can be read in two ways: write it without "..", "//", ";", "\\" and needless escapes.',
  'request.timeout': 'The request did not arrive in time.',
  'upstream.broken':
    'The service behind this path broke off, or sent no valid HTTP. Whether it did what was asked is not known.',
  'upstream.busy':
    'The service behind this path has as many requests as it may have at once. This one was not passed on.',
  'upstream.timeout':
    'The service behind this path did not answer in time. Whether it did what was asked is not known.',
  'upstream.unavailable': 'The service behind this path has been failing. This request was not passed on.',
  'upstream.unreachable': 'The service behind this path cannot be reached. The request was not passed on.',
  'route.not-found': 'There is nothing here.',
  'route.method-not-allowed': 'This exists, but not for this method.',
  'server.too-many-streams': 'As many orders are watched as this server can at once. Try again a little later.',
  'users.common-password': 'This password is one of those that are tried first: choose another one.',
  'users.email-taken': 'There is an account with this e-mail address already.',
  'users.not-found': 'There is no such user any more.',
  'users.wrong-credentials': 'The e-mail address or the password is wrong.',
};

const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'The request is not valid.',
  403: 'This is not allowed.',
  404: 'There is no such thing, or it is not yours.',
  409: 'This does not fit the present state.',
  422: 'This cannot be done.',
  500: 'Something broke. The trace id finds it in the logs.',
  503: 'This is not available at the moment. Repeat the request a little later, with the same Idempotency-Key.',
};

/** The text of a code; that of its status when the code has none. */
export const sentenceOf = (code: string, status: number): string =>
  SENTENCES[code] ?? BY_STATUS[status] ?? 'The request was not fulfilled.';
