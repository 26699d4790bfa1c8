import type { Share } from '../shared/protocol.ts'

/** What the chart looks back on. */
export const lookBackMs = 15_000

export interface Sighting {
  readonly atMs: number
  readonly people: readonly Share[]
}

export interface RecentShare {
  readonly person: Share
  /** Uploads of the last seconds. */
  readonly count: number
  readonly percent: number
}

/** Keeps the sightings that the chart still needs: those of the last seconds, and the one before them. */
export function withSighting(seen: readonly Sighting[], next: Sighting): readonly Sighting[] {
  const first = seen.findLastIndex(({ atMs }) => atMs <= next.atMs - lookBackMs)
  return [...seen.slice(Math.max(0, first)), next]
}

/** Who got how much between the first sighting and the last. */
export function recentShares(seen: readonly Sighting[]): readonly RecentShare[] {
  const before = new Map(seen[0]?.people.map(({ openId, uploads }) => [openId, uploads]))
  const counted = (seen.at(-1)?.people ?? []).map((person) => ({
    person,
    // A fresh world counts from 0 again.
    count: Math.max(0, person.uploads - (before.get(person.openId) ?? 0)),
  }))
  const all = counted.reduce((sum, { count }) => sum + count, 0)
  return counted.map((each) => ({ ...each, percent: all === 0 ? 0 : Math.round((each.count / all) * 100) }))
}
