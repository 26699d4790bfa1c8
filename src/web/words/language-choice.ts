import { createContext } from 'react'
import type { Language } from './language.ts'

/** Switches the page to another language. */
export const LanguageChoiceContext = createContext<(language: Language) => void>(() => undefined)
