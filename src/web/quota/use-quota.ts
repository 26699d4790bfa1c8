import { useQuery } from '@tanstack/react-query'
import type { KyInstance } from 'ky'
import * as v from 'valibot'
import { QuotaAnswer } from '../../contract/quota.ts'
import { gatewayPaths } from '../../contract/session.ts'

/** While files are on their way the count grows by some hundred between two looks. */
const lookEveryMs = 30_000

/** What the company used of the day; `undefined` while it is not known. */
export function useQuota(client: KyInstance, isWorking: boolean): QuotaAnswer | undefined {
  const { data } = useQuery({
    queryKey: ['quota'],
    queryFn: async ({ signal }) => {
      const response = await client(gatewayPaths.quota.slice(1), { signal })
      if (!response.ok) throw new Error(`The gateway answered ${response.status}`)
      return v.parse(QuotaAnswer, await response.json())
    },
    refetchInterval: isWorking ? lookEveryMs : false,
    enabled: isWorking,
    retry: false,
    refetchOnWindowFocus: false,
  })
  return data
}
