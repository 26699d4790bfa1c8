// Which file may import which. `npm run lint` runs it; ARCHITECTURE.md explains it.

/** Who may import whom in src (ARCHITECTURE.md draws the same table). A room not listed for another is closed to it. */
const rooms = {
  contract: [],
  engine: ['contract'],
  web: ['engine', 'contract'],
  embed: ['contract'],
  gateway: ['contract'],
  simulator: ['contract'],
  verify: ['contract', 'gateway', 'simulator'],
}

/** Packages a room may not touch, so that the pure rooms stay pure and React stays in the page. */
const closedPackages = {
  contract: ['react', 'react-dom', '@tanstack/.+', 'ky', 'fastify'],
  engine: ['react', 'react-dom', '@tanstack/.+', 'ky', 'fastify', 'valibot'],
  web: ['fastify'],
  embed: ['react', 'react-dom', '@tanstack/.+', 'ky', 'fastify', 'valibot'],
  gateway: ['react', 'react-dom', '@tanstack/.+', 'ky'],
  simulator: ['react', 'react-dom', '@tanstack/.+', 'ky'],
  verify: ['react', 'react-dom', '@tanstack/.+', 'ky', 'fastify'],
}

/** Rooms that run in a browser, or anywhere: nothing of Node. */
const withoutNode = ['contract', 'embed', 'engine', 'web']

/** Rooms of src/web that any other room of it may use. */
const shared = [
  'boundary',
  'gateway',
  'guidance',
  'i18n',
  'kept',
  'lazy',
  'names',
  'platform',
  'report',
  'session',
  'shell',
]

/** Rooms of src/web for one thing that a person does. `app` composes them; they do not know each other. */
const features = [
  'drop',
  'embed',
  'finding',
  'history',
  'journal',
  'offline',
  'queue',
  'quota',
  'shortcuts',
  'tabs',
  'target',
  'version',
]

/** Files of `app` that any room may use: what the page hands down by a context. */
const sharedFiles = ['^src/web/app/workspace-context\\.ts$']

/**
 * What stands today all the same: a room, and the rooms it uses although the lists above do not allow it. Reasons are in ARCHITECTURE.md,
 * "Rooms of the page". Take a line out when its last import is gone; put none in without a reason there.
 */
const exceptions = {
  boundary: ['app', 'journal', 'queue', 'version'],
  embed: ['drop'],
  finding: ['target'],
  journal: ['drop', 'tabs'],
  lazy: ['version'],
  queue: ['drop', 'tabs'],
  session: ['drop'],
  tabs: ['drop', 'journal'],
  target: ['drop', 'finding'],
}

const tests = '\\.test\\.tsx?$|/testing/'
const room = (names) => `^src/web/(${names.join('|')})/`

const roomArrows = Object.entries(rooms).flatMap(([name, open]) => {
  const from = { path: `^src/${name}/`, pathNot: tests }
  return [
    {
      name: `${name}-imports`,
      severity: 'error',
      comment: `src/${name} may import ${open.join(' and ') || 'none of our other rooms'}.`,
      from,
      to: { path: '^(src|e2e|bench)/', pathNot: [name, ...open].map((room) => `^src/${room}/`) },
    },
    {
      name: `${name}-packages`,
      severity: 'error',
      comment: `src/${name} does without this package.`,
      // Types for portals in React are about React.
      from: { ...from, pathNot: `${tests}|^src/embed/types/` },
      to: { path: `(^|/)node_modules/(${closedPackages[name].join('|')})/` },
    },
    ...(withoutNode.includes(name)
      ? [
          {
            name: `${name}-node`,
            severity: 'error',
            comment: `src/${name} does without Node.`,
            from,
            to: { dependencyTypes: ['core'] },
          },
        ]
      : []),
  ]
})

/** What stands beside the rooms looks at the product from outside: over HTTP, and by the facts of contract. */
const outsideArrows = [
  {
    name: 'demo-imports',
    severity: 'error',
    comment: 'src/demo may import gateway, simulator and contract.',
    from: { path: '^src/demo/', pathNot: `${tests}|^src/demo/(shared|stage)/` },
    to: { path: '^(src|e2e|bench)/', pathNot: '^src/(demo/(?!stage/)|contract/|gateway/|simulator/)' },
  },
  {
    name: 'demo-shared-imports',
    severity: 'error',
    comment: 'What server and page of the stage share may import contract.',
    from: { path: '^src/demo/shared/', pathNot: tests },
    to: { path: '^(src|e2e|bench)/', pathNot: '^src/(demo/shared|contract)/' },
  },
  {
    name: 'demo-stage-imports',
    severity: 'error',
    comment: 'The page of the stage may import contract, and of the page its tokens and the words of problems.',
    from: { path: '^src/demo/stage/', pathNot: tests },
    to: {
      path: '^(src|e2e|bench)/',
      pathNot:
        '^src/(demo/(shared|stage)/|contract/|embed/types/|web/(shell/(tokens|base)\\.css$|i18n/(problems/|product-name\\.ts$)))',
    },
  },
  {
    name: 'nobody-imports-the-demo',
    severity: 'error',
    comment: 'The demo is no part of the product.',
    from: { pathNot: '^src/demo/' },
    to: { path: '^src/demo/' },
  },
  {
    name: 'e2e-imports',
    severity: 'error',
    comment: 'e2e may import contract; everything else goes over HTTP.',
    from: { path: '^e2e/' },
    to: { path: '^(src|bench)/', pathNot: '^src/contract/' },
  },
  {
    name: 'bench-imports',
    severity: 'error',
    comment: 'bench may import contract and the helpers of e2e; everything else goes over HTTP.',
    from: { path: '^bench/' },
    to: { path: '^src/(?!contract/)|\\.spec\\.ts$' },
  },
]

const verifyArrows = [
  {
    name: 'verify-simulator',
    severity: 'error',
    comment: 'What runs against Feishu does without the simulator; only src/verify/against-simulator/ may import it.',
    from: { path: '^src/verify/', pathNot: `${tests}|^src/verify/against-simulator/` },
    to: { path: '^src/simulator/' },
  },
  {
    name: 'verify-gateway',
    severity: 'error',
    comment: "Of the gateway, src/verify may import its configuration and its client of Feishu's sign-in.",
    from: { path: '^src/verify/', pathNot: tests },
    to: { path: '^src/gateway/', pathNot: '^src/gateway/(config|sign-in|app-identity|feishu)/' },
  },
]

const roomsOfThePage = [...shared, ...features].map((name) => {
  const open = [name, ...shared, ...(exceptions[name] ?? [])]
  return {
    name: `web-${name}`,
    severity: 'error',
    comment: `src/web/${name} may import src/web/{${open.join(',')}} (the lists in .dependency-cruiser.mjs).`,
    from: { path: room([name]), pathNot: tests },
    to: { path: '^src/web/', pathNot: [room(open), ...sharedFiles] },
  }
})

export default {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      comment:
        'Imports run one way, those of types too: two files that need each other cannot be understood one at a time.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'web-unknown-room',
      severity: 'error',
      comment: 'A new room of src/web is put on one of the lists in .dependency-cruiser.mjs.',
      from: { path: '^src/web/[^/]+/', pathNot: [tests, room([...shared, ...features, 'app'])] },
      to: { path: '.' },
    },
    ...roomArrows,
    ...outsideArrows,
    ...verifyArrows,
    ...roomsOfThePage,
  ],
  options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true },
}
