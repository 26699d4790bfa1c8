import { useMemo, type ReactNode } from 'react'
import { I18nContext, useI18n } from './i18n.ts'
import type { Brand } from './product-name.ts'

interface InBrandProps {
  readonly brand: Brand
  readonly children: ReactNode
}

/** Inside, messages call Feishu by the name the company knows it by. */
export function InBrand({ brand, children }: InBrandProps) {
  const i18n = useI18n()
  const branded = useMemo(() => i18n.inBrand(brand), [brand, i18n])
  return <I18nContext value={branded}>{children}</I18nContext>
}
