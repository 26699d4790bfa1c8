import { useEffect, useSyncExternalStore } from 'react'
import type { AskGateway } from '../gateway/ask-gateway.ts'
import type { OpenCalls } from '../gateway/open-calls.ts'
import { useQuota } from './use-quota.ts'

const lookEveryMs = 2000

/** While calls are overdue, asks the gateway for their place in its queue and reports it to them. */
export function useQuotaWaits(ask: AskGateway, openCalls: OpenCalls): void {
  const isOneOverdue = useSyncExternalStore(openCalls.subscribe, openCalls.isOneOverdue)
  const quota = useQuota(ask, isOneOverdue ? lookEveryMs : null)
  useEffect(() => {
    if (quota) openCalls.report(quota.held)
  }, [quota, openCalls])
}
