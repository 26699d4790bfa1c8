import { createElement, type Ref } from 'react'
import { ExternalLink, Lock, Pencil } from 'lucide-react'
import { kindIcons } from '../kinds/kind-icons.ts'
import { useSpeech } from '../words/speech.ts'
import type { DocumentBody, TargetDocument } from './target-document.ts'
import styles from './ChosenDocument.module.css'

/** What files meet in each kind of document: a folder imports them. */
const familyOf = { docx: 'docx', sheet: 'sheet', bitable: 'base', folder: 'import' } as const satisfies Record<
  DocumentBody['is'],
  string
>

interface ChosenDocumentProps {
  readonly ref?: Ref<HTMLHeadingElement>
  readonly target: TargetDocument
  readonly onChange: () => void
}

export function ChosenDocument({ ref, target, onChange }: ChosenDocumentProps) {
  const { words } = useSpeech()
  const { body, title, url, isInWiki, mayEdit } = target
  const kind = words.kinds[familyOf[body.is]]
  return (
    <div className={styles['chosen']}>
      <span className={styles['icon']} aria-hidden>
        {createElement(kindIcons[body.is], { size: 22 })}
      </span>
      <div className={styles['text']}>
        <p className={styles['label']}>{isInWiki ? `${kind.heading} · ${words.target.inWiki}` : kind.heading}</p>
        <h2 ref={ref} tabIndex={-1} className={styles['title']} translate="no">
          {title === '' ? kind.untitled : title}
        </h2>
        {/* Of a folder nobody can say for sure that one may not (`mayMakeIn`), and of most nothing at all. */}
        {(body.is !== 'folder' || mayEdit === true) && <EditRight mayEdit={mayEdit} />}
      </div>
      <div className={styles['actions']}>
        {url !== '' && (
          <a className="button button-small" href={url} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden size={15} />
            <span>{kind.open}</span>
          </a>
        )}
        <button type="button" className="button-quiet button-small" onClick={onChange}>
          {kind.change}
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
      <span>{mayEdit ? words.target.mayEdit : words.target.readOnly}</span>
    </span>
  )
}
