import { useEffect, useSyncExternalStore } from 'react'
import { useQuery } from '@tanstack/react-query'
import * as v from 'valibot'
import { QuotaAnswer } from '../../contract/own-api/quota.ts'
import { gatewayPaths } from '../../contract/own-api/session.ts'
import type { AskGateway } from '../gateway/ask-gateway.ts'
import type { OpenCalls } from '../gateway/open-calls.ts'

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

const lookEveryMs = 2000

/** While calls are overdue, asks the gateway for their place in its queue and reports it to them. */
export function useQuotaWaits(ask: AskGateway, openCalls: OpenCalls): void {
  const isOneOverdue = useSyncExternalStore(openCalls.subscribe, openCalls.isOneOverdue)
  const quota = useQuota(ask, isOneOverdue ? lookEveryMs : null)
  useEffect(() => {
    if (quota) openCalls.report(quota.held)
  }, [quota, openCalls])
}
