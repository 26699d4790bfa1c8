import { useQuery } from '@tanstack/react-query'
import * as v from 'valibot'
import { QuotaAnswer } from '../../contract/own-api/quota.ts'
import { gatewayPaths } from '../../contract/own-api/session.ts'
import type { AskGateway } from '../platform/ask-gateway.ts'

interface Quota extends QuotaAnswer {
  /** The times in it count from here, by this machine's clock. */
  readonly answeredAtMs: number
}

/**
 * How the gateway says the company's quota stands; `undefined` while it is not known. Whoever asks for it shares one
 * question with all others.
 *
 * @param everyMs How often to look; `null`: not now.
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
