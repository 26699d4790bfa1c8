import { skipToken, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  lookAtWikiPages,
  lookForOwnerNames,
  lookForOwnersOf,
  lookForSpaceNames,
  type CloserLook,
  type WikiPage,
} from './closer-look.ts'
import { kindOf, type Entry } from './entry.ts'
import type { FinderDoors } from './finder-doors.ts'

const freshForMs = 300_000

/**
 * Adds details to entries as they arrive: the space and kind of wiki pages, and owners' names.
 *
 * @param entries All entries that the list shows.
 */
export function useCloserLook(doors: FinderDoors, entries: readonly Entry[]): (entry: Entry) => Entry {
  const pages = useKnown<WikiPage | null>(
    doors,
    'wiki-page',
    entries.filter(isLostInWiki).map(tokenOf),
    lookAtWikiPages,
  )
  const ownerless = entries.filter(isOwnerless)
  const ownerIds = useKnown(doors, 'owner', ownerless.map(tokenOf), lookForOwnersOf(ownerless))
  const placed = (entry: Entry) =>
    withOwner(withPage(entry, pages.get(entry.token) ?? null), ownerIds.get(entry.token) ?? '')
  const all = entries.map(placed)

  const spaceIds = all.flatMap(({ lies }) => (lies?.in === 'wiki' && lies.spaceId !== null ? [lies.spaceId] : []))
  const spaceNames = useKnown(doors, 'space-name', spaceIds, lookForSpaceNames)

  const nameless = all.flatMap(({ owner: { id, name } }) => (name === '' && id !== doors.openId ? [id] : []))
  const names = useKnown(doors, 'owner-name', nameless, lookForOwnerNames)
  const nameOf = (id: string) => (id === doors.openId ? doors.name : (names.get(id) ?? ''))

  return (listed) => {
    const { lies, owner, ...entry } = placed(listed)
    return {
      ...entry,
      lies: lies?.in === 'wiki' ? { ...lies, spaceName: spaceNames.get(lies.spaceId ?? '') ?? '' } : lies,
      owner: owner.name === '' ? { ...owner, name: nameOf(owner.id) } : owner,
    }
  }
}

/** Batched look-up by id, with a cache. */
function useKnown<T extends string | object | null>(
  { wire, openId }: FinderDoors,
  what: string,
  all: readonly string[],
  look: CloserLook<T>,
): ReadonlyMap<string, T> {
  const ids = [...new Set(all)].filter((id) => id !== '')
  const client = useQueryClient()
  const keyOf = (id: string) => ['closer-look', openId, what, id]
  useQuery({
    queryKey: ['closer-look', openId, what, ids],
    enabled: ids.length > 0,
    queryFn: async ({ signal }) => {
      const unknown = ids.filter((id) => client.getQueryData(keyOf(id)) === undefined)
      if (unknown.length > 0) await look(wire, unknown, (id, value) => client.setQueryData(keyOf(id), value), signal)
      return null
    },
    staleTime: freshForMs,
    retry: false,
  })
  const known = useQueries({
    queries: ids.map((id) => ({ queryKey: keyOf(id), queryFn: skipToken })),
  })
  return new Map(ids.flatMap((id, at) => (known[at]?.data === undefined ? [] : [[id, known[at].data as T]])))
}

const tokenOf = ({ token }: Entry) => token

const isLostInWiki = ({ lies }: Entry) => lies?.in === 'wiki' && lies.spaceId === null

/** A wiki page already names its owner. */
const isOwnerless = (entry: Entry) => entry.owner.id === '' && entry.owner.name === '' && !isLostInWiki(entry)

function withPage(entry: Entry, page: WikiPage | null): Entry {
  if (!isLostInWiki(entry) || page === null) return entry
  const { spaceId, objType, ownerId } = page
  return {
    ...entry,
    kind: kindOf(objType) ?? entry.kind,
    lies: { in: 'wiki', spaceId, spaceName: '' },
    owner: withOwner(entry, ownerId).owner,
  }
}

function withOwner(entry: Entry, id: string): Entry {
  return entry.owner.id === '' ? { ...entry, owner: { ...entry.owner, id } } : entry
}
