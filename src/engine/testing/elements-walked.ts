/** Methods that visit or copy all elements. Access by index or key touches one element and is not counted. */
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
 * Counts the elements of arrays, maps and sets that are visited or copied while `run` runs: a measure of work that does not depend on
 * the machine or its load.
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

/** Reports each call of a prototype's method with its subject; returns a function that undoes this. */
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
