import { queryOptions, useQuery } from '@tanstack/react-query'
import type { AskGateway } from '../platform/ask-gateway.ts'
import { readSession } from './read-session.ts'

/** Interval of checking for a sign-in in another window while the queue waits for one. */
const watchEveryMs = 2_000

/** Answers younger than this are shared: opening the page asks in several places. */
const freshForMs = 2_000

export function sessionQuery(ask: AskGateway) {
  return queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => readSession(ask, signal),
    staleTime: freshForMs,
    retry: 1,
  })
}

/** The session according to the gateway; read again whenever the window regains the focus. */
export function useSession(ask: AskGateway, isAwaitingSignIn: boolean) {
  const query = useQuery({
    ...sessionQuery(ask),
    refetchInterval: isAwaitingSignIn ? watchEveryMs : false,
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: 'always',
  })
  return { query }
}
