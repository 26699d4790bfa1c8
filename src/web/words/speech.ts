import { createContext, use } from 'react'
import type { Speech } from './load-language.ts'

export const SpeechContext = createContext<Speech | null>(null)

/** The page's words in the language chosen. */
export function useSpeech(): Speech {
  const speech = use(SpeechContext)
  if (!speech) throw new Error('Nothing of the page speaks outside SpeechContext')
  return speech
}
