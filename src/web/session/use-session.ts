import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { AskGateway } from '../gateway/ask-gateway.ts'
import type { PageStorage } from '../platform/browser-storage.ts'
import { readLastSession, rememberSession } from './last-session.ts'
import { readSession } from './read-session.ts'

/** Interval of checking for a sign-in in another window while the queue waits for one. */
const watchEveryMs = 2_000

/** Interval of trying again while the gateway has never answered, or says that no call can be made yet. */
const tryEveryMs = 5_000

/** Answers younger than this are shared: opening the page asks in several places. */
const freshForMs = 2_000

export function sessionQuery(ask: AskGateway) {
  return queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => readSession(ask, signal),
    staleTime: freshForMs,
    retry: 1,
    // Without a connection it fails, instead of waiting for one.
    networkMode: 'always',
  })
}

/** The session according to the gateway; read again whenever the window regains the focus. */
export function useSession(ask: AskGateway, isAwaitingSignIn: boolean) {
  const query = useQuery({
    ...sessionQuery(ask),
    refetchInterval: ({ state }) => {
      if (isAwaitingSignIn) return watchEveryMs
      return (state.data ? state.data.app.problem !== undefined : state.status === 'error') && tryEveryMs
    },
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: 'always',
  })
  return { query }
}

/**
 * The session; that of last time while the gateway has not answered since the page was opened, so that a page without a connection
 * shows whose queue it has.
 *
 * @param storage Where the page keeps who was signed in.
 */
export function useSessionOrLast(ask: AskGateway, isAwaitingSignIn: boolean, storage: PageStorage) {
  const { query } = useSession(ask, isAwaitingSignIn)
  const [last] = useState(() => readLastSession(storage))
  const { data } = query
  useEffect(() => {
    if (data) rememberSession(data, storage)
  }, [data, storage])
  // Counted, because a query that is tried again is without an error meanwhile.
  return { query, session: data ?? (query.errorUpdateCount > 0 ? last : null) }
}
