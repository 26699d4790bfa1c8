import type { Arrival } from './arrival.ts'

export interface DayOfArrivals {
  /** Midnight of the day, in milliseconds since 1970. */
  readonly dayMs: number
  readonly documents: readonly DocumentArrivals[]
}

interface DocumentArrivals {
  /** Distinguishes two documents with the same title. */
  readonly key: string
  readonly title: string
  readonly url: string
  readonly arrivals: readonly Arrival[]
}

/** By day and document, in the order of the arrivals. */
export function groupArrivals(arrivals: readonly Arrival[]): readonly DayOfArrivals[] {
  const days = groupBy(arrivals, ({ atMs }) => new Date(atMs).setHours(0, 0, 0, 0))
  return days.map(([dayMs, ofDay]) => ({
    dayMs,
    documents: groupBy(ofDay, ({ documentTitle, documentUrl }) => `${documentUrl}\n${documentTitle}`).map(
      ([key, [first, ...others]]) => {
        const { documentTitle: title, documentUrl: url } = first
        return { key, title, url, arrivals: [first, ...others] }
      },
    ),
  }))
}

type Group<Key> = readonly [Key, [Arrival, ...Arrival[]]]

/** Not `Map.groupBy`, which browsers have since 2023 or 2024 only. */
function groupBy<Key>(arrivals: readonly Arrival[], keyOf: (arrival: Arrival) => Key): readonly Group<Key>[] {
  const groups = new Map<Key, [Arrival, ...Arrival[]]>()
  for (const arrival of arrivals) {
    const group = groups.get(keyOf(arrival))
    if (group) group.push(arrival)
    else groups.set(keyOf(arrival), [arrival])
  }
  return [...groups]
}

/** Arrivals whose name, path or document contains the text, ignoring case. */
export function findArrivals(arrivals: readonly Arrival[], text: string): readonly Arrival[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return arrivals
  return arrivals.filter(({ name, path, documentTitle }) =>
    `${name}\n${path}\n${documentTitle}`.toLowerCase().includes(wanted),
  )
}
