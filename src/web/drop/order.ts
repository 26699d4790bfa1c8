/** What was dropped, pasted or chosen as one item: a file, or a folder with all that is in it. */
export interface Handed {
  readonly name: string
  readonly isFolder: boolean
  /** Size and date, where the browser knows them without opening anything. */
  readonly facts: () => { readonly sizeBytes: number; readonly lastModifiedMs: number } | null
}

/**
 * Which order was taken. `name`: natural order of names. `window`: the order of a file window that is sorted by something else,
 * turned back. `given`: as the browser handed it over, because no file window has that order.
 */
export type OrderTaken = 'name' | 'window' | 'given'

export interface Order<T> {
  readonly taken: OrderTaken
  readonly items: readonly T[]
  /** The other order that a person may have meant; null where it is the same. */
  readonly other: readonly T[] | null
}

/**
 * Decides the order of the items of one drop. File managers hand over a selection in the order of their window, but
 * beginning with the item under the pointer (Explorer: 4 5 6 1 2 3), so an order that is the rotation of a sorted one says
 * nothing about the person's wish. Every other order was made item by item, and is kept.
 */
export function orderOf<T extends Handed>(handed: readonly T[], language: string): Order<T> {
  const byName = handed.toSorted(naturalOrder(language))
  const other = isSame(byName, handed) ? null : byName
  if (other === null) return { taken: 'name', items: handed, other }
  const names = nameOrders(language)
  if (names.some((compare) => startOf(handed, compare) !== null)) return { taken: 'name', items: byName, other: handed }
  const start = windowStart(handed, names)
  if (start === 0) return { taken: 'given', items: handed, other }
  return { taken: 'window', items: [...handed.slice(start), ...handed.slice(0, start)], other }
}

type Compare = (a: Handed, b: Handed) => number

/** Folders first, as most file managers list them; then by name, with numbers compared by value. */
export function naturalOrder(language: string): (a: Pick<Handed, 'name' | 'isFolder'>, b: typeof a) => number {
  const collator = new Intl.Collator(language, { numeric: true })
  return (a, b) => Number(b.isFolder) - Number(a.isFolder) || collator.compare(a.name, b.name)
}

/** Orders by name as file managers and terminals have them, with folders first or among the files. */
function nameOrders(language: string): readonly Compare[] {
  const collators = [
    new Intl.Collator(language, { numeric: true }),
    new Intl.Collator('en', { numeric: true }),
    new Intl.Collator('zh-CN', { numeric: true }),
    new Intl.Collator('zh-CN-u-co-stroke', { numeric: true }),
    new Intl.Collator(language),
  ].map((collator) => (a: Handed, b: Handed) => collator.compare(a.name, b.name))
  const byCode: Compare = (a, b) => Number(a.name > b.name) - Number(a.name < b.name)
  return [...collators, byCode].flatMap((compare): Compare[] => [
    compare,
    (a, b) => Number(b.isFolder) - Number(a.isFolder) || compare(a, b),
  ])
}

/**
 * Fewer different names, dates or sizes than these are a rotation too easily by chance: of six, one order in 120 for each way to
 * sort. Windows are rarely sorted by size.
 */
const leastDistinct = { name: 6, lastModifiedMs: 6, sizeBytes: 8 } as const

/** More than this many items are not asked for size and date: the browser looks at the disk for each. */
const mostAsked = 500

interface WindowOrder {
  readonly compare: Compare
  /** Number of items that must differ. */
  readonly least: number
}

/** Where the order of a window begins that is sorted by name downwards, date or size; 0 if no window has this order. */
function windowStart(handed: readonly Handed[], names: readonly Compare[]): number {
  const orders: WindowOrder[] = names.map((compare) => ({ compare: reversed(compare), least: leastDistinct.name }))
  const facts = handed.length <= mostAsked ? handed.map((item) => item.facts()) : []
  if (facts.length > 0 && facts.every((each) => each !== null)) {
    const factsOf = new Map(handed.map((item, at) => [item, facts[at]]))
    for (const key of ['lastModifiedMs', 'sizeBytes'] as const) {
      const upwards: Compare = (a, b) => (factsOf.get(a)?.[key] ?? 0) - (factsOf.get(b)?.[key] ?? 0)
      const least = leastDistinct[key]
      orders.push({ compare: upwards, least }, { compare: reversed(upwards), least })
    }
  }
  for (const { compare, least } of orders) {
    const start = startOf(handed, compare)
    if (start !== null && distinctIn(handed, compare) >= least) return start
  }
  return 0
}

/** Where a rotated sorted list begins; null if the list is no rotation of a sorted one. */
function startOf(handed: readonly Handed[], compare: Compare): number | null {
  let start: number | null = null
  for (const [at, item] of handed.entries()) {
    if (compare(handed.at(at - 1) ?? item, item) <= 0) continue
    if (start !== null) return null
    start = at
  }
  return start ?? 0
}

/** Number of different keys in a rotated sorted list. */
function distinctIn(handed: readonly Handed[], compare: Compare): number {
  return handed.filter((item, at) => compare(handed.at(at - 1) ?? item, item) !== 0).length
}

const reversed =
  (compare: Compare): Compare =>
  (a, b) =>
    compare(b, a)

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.every((each, at) => each === others[at])
}
