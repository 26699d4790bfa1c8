import { ChevronRight, SlidersHorizontal } from 'lucide-react'
import { createElement, useMemo, type ComponentType } from 'react'
import { useI18n } from '../../i18n/i18n.ts'
import { pageFamily } from '../families.ts'
import type { OptionsProps } from './choice.ts'
import { familyOptions } from './family-options.ts'
import { OptionsContext, type OptionsDoors } from './options-context.ts'
import styles from './options.module.css'

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
