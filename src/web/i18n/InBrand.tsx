import { useMemo, type ReactNode } from 'react'
import type { SessionAnswer } from '../../contract/own-api/session.ts'
import { asLark } from './as-lark.ts'
import { I18nContext, useI18n } from './i18n.ts'

interface InBrandProps {
  readonly brand: SessionAnswer['app']['brand']
  readonly children: ReactNode
}

/** Whatever is inside speaks of Feishu by the name the company knows it by. */
export function InBrand({ brand, children }: InBrandProps) {
  const i18n = useI18n()
  const branded = useMemo(() => {
    if (brand === 'feishu') return i18n
    const { messages, problemMessages, queueMessages, ...rest } = i18n
    return {
      ...rest,
      messages: asLark(messages),
      problemMessages: problemMessages.map(asLark),
      queueMessages: queueMessages.map(asLark),
    }
  }, [brand, i18n])
  return <I18nContext value={branded}>{children}</I18nContext>
}
