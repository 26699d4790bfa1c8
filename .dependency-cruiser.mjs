// Which file may import which, as far as ESLint cannot tell by the import alone. `npm run lint` runs it; ARCHITECTURE.md explains it.

/** Rooms of src/web that any other room of it may use. */
const shared = ['boundary', 'guidance', 'i18n', 'lazy', 'names', 'platform', 'session', 'shell']

/** Rooms of src/web for one thing that a person does. `app` composes them; they do not know each other. */
const features = ['drop', 'finding', 'journal', 'queue', 'quota', 'tabs', 'target', 'version']

/** Files of `app` that any room may use: what the page hands down by a context. */
const sharedFiles = ['^src/web/app/workspace-context\\.ts$']

/**
 * What stands today all the same: a room, and the rooms it uses although the lists above do not allow it. Reasons are in ARCHITECTURE.md,
 * "Rooms of the page". Take a line out when its last import is gone; put none in without a reason there.
 */
const exceptions = {
  boundary: ['app', 'journal', 'queue', 'version'],
  drop: ['queue'],
  finding: ['target'],
  journal: ['drop', 'tabs'],
  lazy: ['version'],
  queue: ['tabs'],
  session: ['drop'],
  tabs: ['drop', 'journal'],
  target: ['drop', 'finding'],
}

/** Files on a circle that only types close. Each goes off the list when its circle is ended. */
const inTypeCycles = [
  '^src/simulator/(faults/(overlaps|random-faults|scripted-faults)|world/(world|counters))\\.ts$',
  '^src/simulator/other-editor/(any-edit|foreign-edit|other-editors)\\.ts$',
]

const tests = '\\.test\\.tsx?$|/testing/'
const room = (names) => `^src/web/(${names.join('|')})/`

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
      comment: 'Imports run one way.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-type-cycle',
      severity: 'error',
      comment: 'Types do not look back either: two files that need each other cannot be understood one at a time.',
      from: { pathNot: inTypeCycles },
      to: { circular: true },
    },
    {
      name: 'web-unknown-room',
      severity: 'error',
      comment: 'A new room of src/web is put on one of the lists in .dependency-cruiser.mjs.',
      from: { path: '^src/web/[^/]+/', pathNot: [tests, room([...shared, ...features, 'app'])] },
      to: { path: '.' },
    },
    ...roomsOfThePage,
  ],
  options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true, includeOnly: '^src' },
}
