import { useQuery } from '@tanstack/react-query'
import * as v from 'valibot'
import { QuotaAnswer } from '../../contract/quota.ts'
import { gatewayPaths } from '../../contract/session.ts'
import type { AskGateway } from '../wire/ask-gateway.ts'

/** While files are on their way the count grows by some hundred between two looks. */
const lookEveryMs = 30_000

interface Quota extends QuotaAnswer {
  /** The times in it count from here, by this machine's clock. */
  readonly answeredAtMs: number
}

/** What the company used of the day; `undefined` while it is not known. */
export function useQuota(ask: AskGateway, isWorking: boolean): Quota | undefined {
  const { data } = useQuery({
    queryKey: ['quota'],
    queryFn: async ({ signal }) => {
      const response = await ask(gatewayPaths.quota, { signal })
      if (!response.ok) throw new Error(`The gateway answered ${response.status}`)
      return { ...v.parse(QuotaAnswer, await response.json()), answeredAtMs: Date.now() }
    },
    refetchInterval: isWorking ? lookEveryMs : false,
    enabled: isWorking,
    retry: false,
    refetchOnWindowFocus: false,
  })
  return data
}
