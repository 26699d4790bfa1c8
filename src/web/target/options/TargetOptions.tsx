import { ChevronRight } from 'lucide-react'
import type { TargetDocument } from '../target-document.ts'
import { BaseOptions } from './BaseOptions.tsx'
import type { OptionsProps } from './choice.ts'
import { DocumentOptions } from './DocumentOptions.tsx'
import { ImportOptions } from './ImportOptions.tsx'
import { SheetOptions } from './SheetOptions.tsx'
import { useI18n } from '../../i18n/i18n.ts'
import styles from './options.module.css'

/** Options of the chosen document: where in it files go, and in which form. */
export function TargetOptions(props: OptionsProps) {
  const { messages } = useI18n()
  const { body } = props.document
  // A docx has a default; the other kinds need a choice first.
  if (body.is === 'docx') {
    return (
      <details className={styles['details']}>
        <summary>
          <ChevronRight aria-hidden size={16} />
          <span>{messages.options.heading}</span>
        </summary>
        <div className={styles['options']}>
          <DocumentOptions {...props} document={{ ...props.document, body }} />
        </div>
      </details>
    )
  }
  return (
    <section aria-label={messages.options.heading} className={styles['options']}>
      <FamilyOptions {...props} body={body} />
    </section>
  )
}

function FamilyOptions({
  body,
  ...props
}: OptionsProps & { readonly body: Exclude<TargetDocument['body'], { is: 'docx' }> }) {
  switch (body.is) {
    case 'sheet':
      return <SheetOptions {...props} document={{ ...props.document, body }} />
    case 'base':
      return <BaseOptions {...props} document={{ ...props.document, body }} />
    case 'import':
      return <ImportOptions {...props} document={{ ...props.document, body }} />
  }
}
