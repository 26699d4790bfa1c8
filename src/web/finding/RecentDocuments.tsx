import { useState } from 'react'
import { Pin, PinOff } from 'lucide-react'
import { browserStorage } from '../platform/browser-storage.ts'
import { useI18n } from '../i18n/i18n.ts'
import { DocumentLine, type OnChoose } from './DocumentLine.tsx'
import { moveAmongChoices } from './choices.ts'
import { entryOfRemembered } from './entry.ts'
import { LineList, type RenderProblem } from './LineList.tsx'
import { pinDocument, rememberedDocuments, type RememberedDocument } from './remembered-documents.ts'
import type { FinderDoors } from './finder-doors.ts'
import { lineOfEntry, useSearch } from './use-found.ts'
import { useCloserLook } from './use-closer-look.ts'
import styles from './Finder.module.css'

interface RecentDocumentsProps {
  readonly doors: FinderDoors
  readonly onChoose: OnChoose
  readonly renderProblem: RenderProblem
}

/** Documents used here before, pinned ones first, and those opened last in Feishu. */
export function RecentDocuments({ doors, onChoose, renderProblem }: RecentDocumentsProps) {
  const { messages } = useI18n()
  const { openId, rules } = doors
  const [remembered, setRemembered] = useState(() => rememberedDocuments(openId, browserStorage))
  const entryOf = (document: RememberedDocument) => entryOfRemembered(document, rules)
  const closer = useCloserLook(doors, remembered.map(entryOf))
  const opened = useSearch(doors, '')
  const pin = ({ link, isPinned }: RememberedDocument) =>
    setRemembered(pinDocument(link, !isPinned, openId, browserStorage))

  return (
    <>
      {remembered.length > 0 && (
        <>
          <h3 className={styles['heading']}>{messages.finder.usedHere}</h3>
          <ul aria-label={messages.finder.usedHere} className={styles['lines']} onKeyDown={moveAmongChoices}>
            {remembered.map((document) => (
              <DocumentLine
                key={document.link}
                line={lineOfEntry(closer(entryOf(document)))}
                onChoose={onChoose}
                extra={
                  <button
                    type="button"
                    className="button-icon"
                    aria-pressed={document.isPinned}
                    aria-label={messages.finder.pin(document.title)}
                    title={document.isPinned ? messages.finder.unpinShort : messages.finder.pinShort}
                    onClick={() => pin(document)}
                  >
                    {document.isPinned ? <PinOff aria-hidden size={16} /> : <Pin aria-hidden size={16} />}
                  </button>
                }
              />
            ))}
          </ul>
        </>
      )}
      {/* Documents opened last are optional: a failure to list them is not shown. */}
      {!opened.error && (
        <>
          <h3 className={styles['heading']}>{messages.finder.openedLately}</h3>
          <LineList
            label={messages.finder.openedLately}
            list={{ ...opened, more: null }}
            empty={messages.finder.nothingOpened}
            onChoose={onChoose}
            renderProblem={renderProblem}
          />
        </>
      )}
      {opened.error && remembered.length === 0 && <p className={styles['note']}>{messages.finder.searchInstead}</p>}
    </>
  )
}
