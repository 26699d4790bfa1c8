import { createContext, use } from 'react'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import { useLoaded } from '../lazy/use-lazy.ts'
import type { I18n } from './load-language.ts'
import type { ProblemMessages } from './problems/problem-messages.ts'
import type { QueueMessages } from './zh-CN/queue.ts'

export const I18nContext = createContext<I18n | null>(null)

/** i18n: messages and formats of the chosen language. */
export function useI18n(): I18n {
  const i18n = use(I18nContext)
  if (!i18n) throw new Error('useI18n must be used inside <I18nContext>')
  return i18n
}

/** Messages about problems; suspends until they have loaded. */
export function useProblemMessages(): Readonly<Record<ProblemKey, ProblemMessages>> {
  const { problemMessages } = useI18n()
  return useLoaded(problemMessages)
}

/** Messages about a queue; suspends until they have loaded. */
export function useQueueMessages(): QueueMessages {
  const { queueMessages } = useI18n()
  return useLoaded(queueMessages)
}
