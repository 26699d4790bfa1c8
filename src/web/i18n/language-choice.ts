import { createContext } from 'react'
import type { Language } from './language.ts'

interface LanguageChoice {
  /** Switches the page to another language. */
  readonly choose: (language: Language) => void
  /** One that was chosen and did not come: the page goes on in the old one. */
  readonly notCome: Language | null
}

export const LanguageChoiceContext = createContext<LanguageChoice>({ choose: () => undefined, notCome: null })
