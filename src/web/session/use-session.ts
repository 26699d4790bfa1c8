import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { KyInstance } from 'ky'
import { readSession, signOut } from './read-session.ts'

/** How often the page looks whether somebody has signed in again in another window, while the queue stands still for it. */
const watchEveryMs = 2_000

const queryKey = ['session']

/** Who is signed in, as the gateway says; asked again whenever the window comes back to the front. */
export function useSession(client: KyInstance, isAwaitingSignIn: boolean) {
  const queryClient = useQueryClient()
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => readSession(client, signal),
    refetchInterval: isAwaitingSignIn ? watchEveryMs : false,
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: 'always',
    retry: 1,
  })
  return {
    query,
    signOut: async () => {
      await signOut(client)
      queryClient.clear()
      location.assign('/')
    },
  }
}
