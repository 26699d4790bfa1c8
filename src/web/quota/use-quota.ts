import { useQuery } from '@tanstack/react-query'
import * as v from 'valibot'
import { QuotaAnswer } from '../../contract/own-api/quota.ts'
import { gatewayPaths } from '../../contract/own-api/session.ts'
import type { AskGateway } from '../gateway/ask-gateway.ts'

interface Quota extends QuotaAnswer {
  /** When it arrived on this machine's clock: durations in it count from here. */
  readonly answeredAtMs: number
}

/**
 * The company's quota according to the gateway; `undefined` while unknown. All users share one query.
 *
 * @param everyMs Interval; `null`: not now.
 */
export function useQuota(ask: AskGateway, everyMs: number | null): Quota | undefined {
  const { data } = useQuery({
    queryKey: ['quota'],
    queryFn: async ({ signal }) => {
      const response = await ask(gatewayPaths.quota, { signal })
      if (!response.ok) throw new Error(`The gateway answered ${response.status}`)
      return { ...v.parse(QuotaAnswer, await response.json()), answeredAtMs: Date.now() }
    },
    refetchInterval: everyMs ?? false,
    enabled: everyMs !== null,
    retry: false,
    refetchOnWindowFocus: false,
  })
  return data
}
