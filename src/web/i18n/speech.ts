import { createContext, use } from 'react'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { Speech } from './load-language.ts'
import type { ProblemWords } from './problems/problem-words.ts'
import type { QueueWords } from './zh-CN/queue.ts'

export const SpeechContext = createContext<Speech | null>(null)

/** The page's words in the language chosen. */
export function useSpeech(): Speech {
  const speech = use(SpeechContext)
  if (!speech) throw new Error('Nothing of the page speaks outside SpeechContext')
  return speech
}

/** The words about problems, in the language chosen; suspends where one is met before they have come. */
export function useProblemWords(): Readonly<Record<ProblemKey, ProblemWords>> {
  const { problemWords } = useSpeech()
  return problemWords.now ?? use(problemWords.come())
}

/** The words about a queue, in the language chosen; suspends where they are needed before they have come. */
export function useQueueWords(): QueueWords {
  const { queueWords } = useSpeech()
  return queueWords.now ?? use(queueWords.come())
}
