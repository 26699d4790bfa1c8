import { useEffect, useState, useTransition, type ReactNode } from 'react'
import { browserStorage } from '../platform/browser-storage.ts'
import { rememberLanguage, type Language } from './language.ts'
import { loadLanguage, type I18n } from './load-language.ts'
import { LanguageChoiceContext } from './language-choice.ts'
import { I18nContext } from './i18n.ts'

interface SpeechProviderProps {
  readonly initial: I18n
  readonly children: ReactNode
}

export function I18nProvider({ initial, children }: SpeechProviderProps) {
  const [i18n, setSpeech] = useState(initial)
  const [notCome, setNotCome] = useState<Language | null>(null)
  const [, startLoading] = useTransition()

  useEffect(() => {
    document.documentElement.lang = i18n.language
  }, [i18n])

  const choose = (language: Language) => {
    startLoading(async () => {
      setNotCome(null)
      try {
        const loaded = await loadLanguage(language)
        // What already speaks goes on without a gap.
        if (i18n.problemMessages.now) await loaded.problemMessages.attempt()
        if (i18n.queueMessages.now) await loaded.queueMessages.attempt()
        rememberLanguage(language, browserStorage)
        setSpeech(loaded)
      } catch {
        setNotCome(language)
      }
    })
  }

  return (
    <LanguageChoiceContext value={{ choose, notCome }}>
      <I18nContext value={i18n}>{children}</I18nContext>
    </LanguageChoiceContext>
  )
}
