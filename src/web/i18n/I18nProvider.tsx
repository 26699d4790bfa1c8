import { useEffect, useState, useTransition, type ReactNode, useMemo } from 'react'
import { browserStorage } from '../platform/browser-storage.ts'
import { rememberLanguage, type Language } from './language.ts'
import { loadLanguage, type I18n } from './load-language.ts'
import { LanguageChoiceContext } from './language-choice.ts'
import { I18nContext, useI18n } from './i18n.ts'
import type { Brand } from './product-name.ts'

interface I18nProviderProps {
  readonly initial: I18n
  readonly children: ReactNode
}

export function I18nProvider({ initial, children }: I18nProviderProps) {
  const [i18n, setI18n] = useState(initial)
  const [notCome, setNotCome] = useState<Language | null>(null)
  const [, startLoading] = useTransition()

  useEffect(() => {
    document.documentElement.lang = i18n.language
  }, [i18n])

  const choose = (language: Language) => {
    startLoading(async () => {
      setNotCome(null)
      try {
        const loaded = await loadLanguage(language, partsInUse(i18n))
        rememberLanguage(language, browserStorage)
        setI18n(loaded)
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

/** Parts that are in use, so that their texts do not disappear while loading. */
function partsInUse({ problemMessages, queueMessages }: I18n) {
  return [...(problemMessages.now ? ['problems' as const] : []), ...(queueMessages.now ? ['queue' as const] : [])]
}

interface InBrandProps {
  readonly brand: Brand
  /** Calls are made in the app's own name, as at a kiosk. */
  readonly isApp: boolean
  readonly children: ReactNode
}

/** Messages inside use the company's name for Feishu. */
export function InBrand({ brand, isApp, children }: InBrandProps) {
  const i18n = useI18n()
  const branded = useMemo(() => i18n.inBrand(brand, isApp), [brand, isApp, i18n])
  return <I18nContext value={branded}>{children}</I18nContext>
}
