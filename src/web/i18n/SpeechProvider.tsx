import { useEffect, useState, useTransition, type ReactNode } from 'react'
import { browserStorage } from '../platform/browser-storage.ts'
import { rememberLanguage, type Language } from './language.ts'
import { loadLanguage, type Speech } from './load-language.ts'
import { LanguageChoiceContext } from './language-choice.ts'
import { SpeechContext } from './speech.ts'

interface SpeechProviderProps {
  readonly initial: Speech
  readonly children: ReactNode
}

export function SpeechProvider({ initial, children }: SpeechProviderProps) {
  const [speech, setSpeech] = useState(initial)
  const [notCome, setNotCome] = useState<Language | null>(null)
  const [, startLoading] = useTransition()

  useEffect(() => {
    document.documentElement.lang = speech.language
  }, [speech])

  const choose = (language: Language) => {
    startLoading(async () => {
      setNotCome(null)
      try {
        const loaded = await loadLanguage(language)
        // What already speaks goes on without a gap.
        if (speech.problemWords.now) await loaded.problemWords.attempt()
        if (speech.queueWords.now) await loaded.queueWords.attempt()
        rememberLanguage(language, browserStorage)
        setSpeech(loaded)
      } catch {
        setNotCome(language)
      }
    })
  }

  return (
    <LanguageChoiceContext value={{ choose, notCome }}>
      <SpeechContext value={speech}>{children}</SpeechContext>
    </LanguageChoiceContext>
  )
}
