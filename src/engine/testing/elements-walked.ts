/** What goes over all elements, or copies them. Index and key accesses touch one and are not counted. */
const arrayWalks = [
  ...[
    'concat',
    'every',
    'filter',
    'find',
    'findIndex',
    'flatMap',
    'forEach',
    'includes',
    'indexOf',
    'join',
    'map',
    'reduce',
  ],
  ...['reverse', 'shift', 'slice', 'some', 'sort', 'splice', 'toSorted', 'toSpliced', 'unshift', Symbol.iterator],
]
const collectionWalks = ['entries', 'forEach', 'keys', 'values', Symbol.iterator]

/**
 * How many elements of arrays, maps and sets are walked or copied while `run` does: a measure of work that is the same on every
 * machine, however busy.
 */
export async function elementsWalked(run: () => unknown): Promise<number> {
  let walked = 0
  const restores = [
    ...arrayWalks.map((name) => counted(Array.prototype, name, (array) => (walked += (array as unknown[]).length))),
    ...[Map.prototype, Set.prototype].flatMap((prototype) =>
      collectionWalks.map((name) => counted(prototype, name, (all) => (walked += (all as Map<unknown, unknown>).size))),
    ),
  ]
  try {
    await run()
    return walked
  } finally {
    for (const restore of restores) restore()
  }
}

/** Has a method of a prototype tell on whom it is called; gives back what undoes that. */
function counted(prototype: object, name: string | symbol, count: (subject: unknown) => void): () => void {
  const original = Object.getOwnPropertyDescriptor(prototype, name)
  if (!original) throw new Error(`no such method: ${String(name)}`)
  const method = original.value as (...values: unknown[]) => unknown
  Object.defineProperty(prototype, name, {
    ...original,
    value(this: unknown, ...values: unknown[]) {
      count(this)
      return Reflect.apply(method, this, values)
    },
  })
  return () => Object.defineProperty(prototype, name, original)
}
