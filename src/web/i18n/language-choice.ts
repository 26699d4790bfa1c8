import { createContext } from 'react'
import type { Language } from './language.ts'

interface LanguageChoice {
  /** Switches the page to another language. */
  readonly choose: (language: Language) => void
  /** A chosen language that failed to load; the page keeps the old one. */
  readonly notCome: Language | null
}

export const LanguageChoiceContext = createContext<LanguageChoice>({ choose: () => undefined, notCome: null })
