import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AskGateway } from '../platform/ask-gateway.ts'
import { readSession, signOut } from './read-session.ts'

/** How often the page looks whether somebody has signed in again in another window, while the queue stands still for it. */
const watchEveryMs = 2_000

/** An answer so young serves whoever asks next: opening the page asks in several places. */
const freshForMs = 2_000

export function sessionQuery(ask: AskGateway) {
  return queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => readSession(ask, signal),
    staleTime: freshForMs,
    retry: 1,
  })
}

/** Who is signed in, as the gateway says; asked again whenever the window comes back to the front. */
export function useSession(ask: AskGateway, isAwaitingSignIn: boolean) {
  const queryClient = useQueryClient()
  const query = useQuery({
    ...sessionQuery(ask),
    refetchInterval: isAwaitingSignIn ? watchEveryMs : false,
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: 'always',
  })
  return {
    query,
    signOut: async () => {
      await signOut(ask)
      queryClient.clear()
      location.assign('/')
    },
  }
}
