import type { Ref } from 'react'
import { BookOpen, ExternalLink, FileText, Lock, Pencil } from 'lucide-react'
import { useSpeech } from '../words/speech.ts'
import type { TargetDocument } from './target-document.ts'
import styles from './ChosenDocument.module.css'

interface ChosenDocumentProps {
  readonly ref?: Ref<HTMLHeadingElement>
  readonly target: TargetDocument
  readonly onChange: () => void
}

export function ChosenDocument({ ref, target, onChange }: ChosenDocumentProps) {
  const { words } = useSpeech()
  const { title, url, isInWiki, mayEdit } = target
  return (
    <div className={styles['chosen']}>
      <span className={styles['icon']} aria-hidden>
        {isInWiki ? <BookOpen size={22} /> : <FileText size={22} />}
      </span>
      <div className={styles['text']}>
        <p className={styles['label']}>
          {words.target.heading}
          {isInWiki && ` · ${words.target.inWiki}`}
        </p>
        <h2 ref={ref} tabIndex={-1} className={styles['title']}>
          {title === '' ? words.target.untitled : title}
        </h2>
        <EditRight mayEdit={mayEdit} />
      </div>
      <div className={styles['actions']}>
        {url !== '' && (
          <a className="button button-small" href={url} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden size={15} />
            {words.target.open}
          </a>
        )}
        <button type="button" className="button-quiet button-small" onClick={onChange}>
          {words.target.change}
        </button>
      </div>
    </div>
  )
}

function EditRight({ mayEdit }: { readonly mayEdit: boolean | null }) {
  const { words } = useSpeech()
  if (mayEdit === null) return <span className={styles['right']}>{words.target.editUnknown}</span>
  return (
    <span className={styles['right']} data-may-edit={mayEdit}>
      {mayEdit ? <Pencil aria-hidden size={13} /> : <Lock aria-hidden size={13} />}
      {mayEdit ? words.target.mayEdit : words.target.readOnly}
    </span>
  )
}
