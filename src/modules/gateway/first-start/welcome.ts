import type { Operator } from './operator.js';

/** How a newcomer begins: one order, to copy and paste. */
export function welcome(url: string, operator: Operator | undefined): string {
  const signIn = operator?.password ? [`  operator   ${operator.email}, password ${operator.password}`, ''] : [''];
  return [
    ...signIn,
    '  One order, step by step (copy and paste; needs curl and node):',
    '',
    `    export CLEAVE=${url}`,
    `    json() { node -pe "JSON.parse(fs.readFileSync(0))$1"; }`,
    `    curl -s $CLEAVE/v1/users -H 'content-type: application/json' \\`,
    `      -d '{"email": "ada@example.com", "password": "correct horse", "name": "Ada"}'`,
    `    TOKEN=$(curl -s $CLEAVE/v1/sessions -H 'content-type: application/json' \\`,
    `      -d '{"email": "ada@example.com", "password": "correct horse"}' | json .accessToken)`,
    `    PRODUCT=$(curl -s $CLEAVE/v1/products -H "authorization: Bearer $TOKEN" | json '.data[0].id')`,
    `    curl -s $CLEAVE/v1/orders -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\`,
    `      -H "idempotency-key: $(date +%s%N)" -H 'prefer: wait=5' \\`,
    `      -d '{"lines": [{"productId": "'$PRODUCT'", "quantity": 2}], "payment": {"method": "pm_card_visa"}}' | tee order.json`,
    `    curl -s $CLEAVE/v1/orders/$(json .id < order.json)/messages -H "authorization: Bearer $TOKEN"`,
    '',
    '  More: npm run demo. Every route: /openapi.json. Stop: Ctrl-C.',
  ].join('\n');
}
