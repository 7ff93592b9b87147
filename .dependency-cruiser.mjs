import { readdirSync } from 'node:fs';

// The import rules. Modules and libs are derived from the folders, never listed by hand. Each rule has been seen red:
// below test/architecture/red lies a file of the rule's name that breaks it, and architecture.spec.ts looks at both trees.

/** From left to right: a lib imports those to its left. Those in one place do not know each other. */
const ORDER = [
  ['collections', 'config', 'declarations', 'free-ports', 'keys', 'text', 'logging', 'processes'],
  ['telemetry'],
  ['database', 'resilience', 'discovery', 'limits'],
  ['messaging'],
  ['event-store', 'reconciliation'],
  ['projections'],
  ['sagas'],
  ['hosting'],
  ['testing'],
];
const folders = readdirSync('libs', { withFileTypes: true }).filter((entry) => entry.isDirectory());
const stranger = folders.map(({ name }) => name).find((lib) => !ORDER.flat().includes(lib));
if (stranger)
  throw new Error(`libs/${stranger} has no place in the order of the libs: give it one in .dependency-cruiser.mjs`);

const TREE = '^(apps|bench|libs|src|test)/';
const SPEC = '\\.spec\\.ts$';
const FIXTURES = '\\.fixtures\\.ts$';
/** What only tests load; it may use their tools. */
const FOR_TESTS = [SPEC, FIXTURES, '^test/', '^libs/testing/', '^src/modules/[^/]+/testing/'];
/** Started by somebody else than an import. */
const ENTRIES = ['^apps/[^/]+/main\\.ts$', '^libs/[^/]+/index\\.ts$', '\\.worker\\.ts$'];
const npm = (...names) => `node_modules/(${names.join('|')})/`;

const KERNEL = '^src/shared/kernel/index\\.ts$';
const CONTRACT_BUILDERS = '^libs/messaging/contract/index\\.ts$';

/** Of a context: its decisions, the stories of its sagas, the texts of its e-mails, and the messages to itself that they speak of. */
const PURE = '/(domain/|templates/|messages\\.ts$|.*\\.steps\\.ts$)';
const PURE_SEES = [
  `^src/modules/$1${PURE}`,
  KERNEL,
  '^src/shared/contracts/[^/]+/index\\.ts$',
  CONTRACT_BUILDERS,
  '^libs/sagas/steps/index\\.ts$',
  npm('zod'),
];

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const looksLeft = (lib, place) =>
  rule(
    `libs-look-left-${lib}`,
    `libs/${lib} imports only the libs to its left. A spec may use libs/testing.`,
    { path: `^libs/${lib}/`, pathNot: SPEC },
    { path: '^libs/', pathNot: [lib, ...ORDER.slice(0, place).flat()].map((seen) => `^libs/${seen}/`) },
  );

const contexts = [
  rule(
    'module-privacy',
    'A module never imports another: what it wants of it is a message.',
    { path: '^src/modules/([^/]+)/' },
    { path: '^src/modules/', pathNot: '^src/modules/$1/' },
  ),
  rule(
    'module-by-its-index',
    'Whoever hosts a module sees its index alone. Tests may look inside.',
    { path: TREE, pathNot: ['^src/modules/[^/]+/', ...FOR_TESTS] },
    { path: '^src/modules/[^/]+/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
  ),
  rule(
    'apps-see-contexts',
    'An app says which contexts its process hosts, and nothing more. A folder of hosting may be all it loads of it.',
    { path: '^apps/([^/]+)/' },
    {
      path: TREE,
      pathNot: ['^apps/$1/', '^src/modules/contexts\\.ts$', '^libs/(hosting|config|processes)/[^.]*index\\.ts$'],
    },
  ),
  rule(
    'domain-is-pure',
    'Decisions and stories follow from their arguments: no Nest, no database; clock and ids come in as data.',
    { path: `^src/modules/([^/]+)${PURE}`, pathNot: [SPEC, FIXTURES] },
    { pathNot: PURE_SEES },
  ),
  rule(
    'domain-specs-are-pure',
    'The specs of decisions need plain objects and tools for testing, no database.',
    { path: '^src/modules/([^/]+)/domain/.*\\.(spec|fixtures)\\.ts$' },
    { pathNot: [...PURE_SEES, '^libs/testing/.*index\\.ts$', npm('fast-check')] },
  ),
];

const shared = [
  rule(
    'contracts-are-pure',
    'The public face of a context is data and validation.',
    { path: '^src/shared/contracts/([^/]+)/', pathNot: '/subscribes\\.ts$' },
    { pathNot: ['^src/shared/contracts/$1/', KERNEL, CONTRACT_BUILDERS, npm('zod')] },
  ),
  rule(
    'subscribes-names-contracts',
    'What a context hears is a list of the contracts of others.',
    { path: '^src/shared/contracts/[^/]+/subscribes\\.ts$' },
    { pathNot: '^src/shared/contracts/[^/]+/index\\.ts$' },
  ),
  rule(
    'kernel-is-pure',
    'The kernel stands below everything but the text that it hands on.',
    { path: '^src/shared/kernel/', pathNot: SPEC },
    { pathNot: ['^src/shared/kernel/', '^libs/text/index\\.ts$', npm('zod')] },
  ),
];

const libs = [
  rule(
    'libs-know-no-src',
    'Libs know nothing of what is built on them.',
    { path: '^libs/' },
    { path: '^(apps|bench|src)/' },
  ),
  rule(
    'libs-by-their-index',
    'index.ts is public, also that of a folder inside a lib; everything else is private.',
    { path: '^(libs/[^/]+/|apps/|bench/|src/|test/)' },
    { path: '^libs/', pathNot: ['/index\\.ts$', '^$1'] },
  ),
  ...ORDER.slice(0, -1).flatMap((place, i) => place.map((lib) => looksLeft(lib, i))),
];

const packages = [
  rule(
    'drivers-stay-in-transports',
    'Whatever talks to a broker or a peer lies behind a transport. libs/free-ports only looks who listens, libs/hosting/http only stops listening, libs/hosting/control is a socket of the machine, libs/limits only counts.',
    {
      path: '^(apps|libs|src)/',
      pathNot: [
        '^libs/messaging/transports/',
        '^libs/discovery/',
        '^libs/free-ports/',
        '^libs/hosting/http/',
        '^libs/hosting/control/',
        '^libs/limits/',
        ...FOR_TESTS,
      ],
    },
    { path: [npm('amqplib', 'ioredis', 'bullmq'), '^(node:)?net$'], dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'pg-stays-in-database',
    'SQL goes through libs/database. The stand-in provider plays a foreign system, with a database of its own.',
    {
      path: '^(apps|libs|src)/',
      pathNot: ['^libs/database/', '^src/modules/payments/adapters/stand-in/', ...FOR_TESTS],
    },
    { path: npm('pg') },
  ),
  rule(
    'otel-stays-in-telemetry',
    'OpenTelemetry is loaded by libs/telemetry/sdk, and nestjs-otel by nest-otel beside it, only where they were asked for.',
    { path: '^(apps|libs|src)/', pathNot: ['^libs/telemetry/(sdk|nest-otel)/', ...FOR_TESTS] },
    { path: npm('@opentelemetry/[^/]+', 'nestjs-otel'), dependencyTypesNot: ['type-only'] },
  ),
  ...Object.entries({ mongodb: 'mongo-documents', nodemailer: 'smtp', stripe: 'stripe' }).map(([driver, folder]) =>
    rule(
      `${driver}-stays-in-its-adapter`,
      'The driver is loaded by the adapter alone, when it is first asked: nobody pays for it who has no URL.',
      { path: '^(apps|libs|src)/', pathNot: [`/adapters/${folder}/connect\\.ts$`, ...FOR_TESTS] },
      { path: npm(driver), dependencyTypesNot: ['type-only'] },
    ),
  ),
  rule(
    'no-test-tools',
    'What runs in production is installed without the packages of development.',
    { path: TREE, pathNot: FOR_TESTS },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  ),
];

const everywhere = [
  rule('no-cycles', 'What imports itself by a detour cannot be read in any order.', {}, { circular: true }),
  rule(
    'no-orphans',
    'Nothing that runs loads this file.',
    { path: ENTRIES },
    { path: '^(apps|libs|src)/', pathNot: [...ENTRIES, ...FOR_TESTS], reachable: false },
  ),
  rule('resolves', 'The import leads nowhere.', {}, { couldNotResolve: true }),
];

export default {
  forbidden: [...contexts, ...shared, ...libs, ...packages, ...everywhere],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^test/architecture/red/'] },
    tsPreCompilationDeps: true,
    // Without `source` every #import leads into dist, which is excluded, and whatever it breaks passes green.
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'node', 'default'], extensions: ['.ts', '.js'] },
  },
};
