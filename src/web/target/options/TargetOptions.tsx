import { ChevronRight, SlidersHorizontal } from 'lucide-react'
import { createElement, useMemo, type ComponentType } from 'react'
import { useI18n } from '../../i18n/i18n.ts'
import type { BodyOf, FamilyName } from '../document-body.ts'
import { pageFamily } from '../families.ts'
import { BaseOptions } from './BaseOptions.tsx'
import type { OptionsProps } from './choice.ts'
import { DocumentOptions } from './DocumentOptions.tsx'
import { ImportOptions } from './ImportOptions.tsx'
import { OptionsContext, type OptionsDoors } from './options-context.ts'
import { SheetOptions } from './SheetOptions.tsx'
import styles from './options.module.css'

/** The options of each family's documents. */
export const familyOptions: { readonly [Is in FamilyName]: ComponentType<OptionsProps<BodyOf<Is>>> } = {
  docx: DocumentOptions,
  sheet: SheetOptions,
  base: BaseOptions,
  import: ImportOptions,
}

/** Options of the chosen document: where in it files go, and in which form. */
export function TargetOptions({ wire, uploads, openId, ...props }: OptionsProps & OptionsDoors) {
  const doors = useMemo(() => ({ wire, uploads, openId }), [wire, uploads, openId])
  const { messages } = useI18n()
  const { is } = props.document.body
  const options = (
    <OptionsContext value={doors}>
      {createElement(familyOptions[is] as ComponentType<OptionsProps>, props)}
    </OptionsContext>
  )
  // What has a default can stay closed.
  if (pageFamily(is).usualTargetOf) {
    return (
      <details className={styles['details']}>
        <summary>
          <ChevronRight aria-hidden size={16} className={styles['chevron']} />
          <SlidersHorizontal aria-hidden size={17} className={styles['sliders']} />
          <span>{messages.options.heading}</span>
        </summary>
        <div className={styles['options']}>{options}</div>
      </details>
    )
  }
  return (
    <section aria-label={messages.options.heading} className={styles['options']}>
      {options}
    </section>
  )
}
