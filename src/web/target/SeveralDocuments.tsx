import { useId } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { NamedDocument } from '../../contract/feishu/document-links.ts'
import { DocumentLine, type OnChoose } from '../finding/list/DocumentLine.tsx'
import { Choices } from '../finding/list/Choices.tsx'
import { useI18n, useQueueMessages } from '../i18n/i18n.ts'
import { pageFamily } from './families.ts'
import { targetQuery, type Seeker } from './use-target.ts'
import styles from '../finding/Finder.module.css'

interface SeveralDocumentsProps {
  readonly seeker: Seeker
  readonly documents: readonly NamedDocument[]
  readonly onChoose: OnChoose
}

/** Asks which of the documents in a pasted text is meant. */
export function SeveralDocuments({ seeker, documents, onChoose }: SeveralDocumentsProps) {
  const { formats } = useI18n()
  const { several } = useQueueMessages()
  const id = useId()
  return (
    <div className={styles['finder']}>
      <p id={id} role="status" className={styles['heading']}>
        {several(formats.number(documents.length))}
      </p>
      <Choices>
        <ul aria-labelledby={id} className={styles['lines']}>
          {documents.map((document) => (
            <DocumentChoice key={document.token} seeker={seeker} document={document} onChoose={onChoose} />
          ))}
        </ul>
      </Choices>
    </div>
  )
}

interface DocumentChoiceProps extends Pick<SeveralDocumentsProps, 'seeker' | 'onChoose'> {
  readonly document: NamedDocument
}

/** One of them, by its address until its title is known. */
function DocumentChoice({ seeker, document, onChoose }: DocumentChoiceProps) {
  const { address, token } = document
  const { data } = useQuery(targetQuery(seeker, address))
  const entry = {
    kind: (data && pageFamily(data.body.is).kind) ?? document.kind ?? 'docx',
    token,
    title: data?.title ?? '',
    owner: { id: '', name: '' },
    lies: null,
    isShortcut: false,
    isCrossTenant: false,
    link: address,
    time: null,
    hits: [],
  } as const
  const title = data && data.title !== '' ? data.title : address
  return <DocumentLine line={{ key: token, title, entry, inside: null }} openId={seeker.openId} onChoose={onChoose} />
}
