/**
 * The first order, to copy and paste into bash or zsh. Every run registers a new user, so it can be repeated;
 * `date +%s` works for that in bash and zsh, on Linux and macOS.
 */
export const firstOrder = (url: string): readonly string[] => [
  `API=${url} JSON='content-type: application/json'`,
  `field() { node -pe "JSON.parse(fs.readFileSync(0))$1"; }`,
  `ADA='"email": "ada-'$(date +%s)'@example.com", "password": "correct horse"'`,
  `curl -sw '\\n' $API/v1/users -H "$JSON" -d "{$ADA, \\"name\\": \\"Ada\\"}"`,
  `TOKEN=$(curl -s $API/v1/sessions -H "$JSON" -d "{$ADA}" | field .accessToken)`,
  `AUTH="authorization: Bearer $TOKEN"`,
  `PRODUCT=$(curl -s $API/v1/products | field '.data[0].id')`,
  `ORDER=$(curl -s $API/v2/orders -H "$JSON" -H "$AUTH" \\`,
  `  -H "idempotency-key: $(date +%s)" -H 'prefer: wait=5' \\`,
  `  -d '{"lines": [{"productId": "'$PRODUCT'", "quantity": 2}],`,
  `       "payment": {"method": "pm_card_visa"}}' | field .id)`,
  `curl -sw '\\n' $API/v2/orders/$ORDER -H "$AUTH"`,
  `curl -s $API/v2/orders/$ORDER/messages -H "$AUTH" | field '.data[0]?.body'`,
];
