import { useState } from 'react'
import { Pin } from 'lucide-react'
import { browserStorage } from '../platform/browser-storage.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Choices } from './list/Choices.tsx'
import { DocumentLine, type OnChoose } from './list/DocumentLine.tsx'
import { asideMark } from './list/choices.ts'
import { entryOfRemembered } from './entry.ts'
import { LineList } from './list/LineList.tsx'
import { pinDocument, rememberedDocuments, type RememberedDocument } from './remembered-documents.ts'
import type { FinderDoors } from './finder-doors.ts'
import { lineOfEntry, useSearch } from './use-found.ts'
import { useCloserLook } from './use-closer-look.ts'
import styles from './Finder.module.css'

interface RecentDocumentsProps {
  readonly doors: FinderDoors
  readonly onChoose: OnChoose
}

/** Documents used here before, pinned ones first, and others opened last in Feishu. */
export function RecentDocuments({ doors, onChoose }: RecentDocumentsProps) {
  const { messages } = useI18n()
  const { openId, rules, lacksEmptySearch } = doors
  const [remembered, setRemembered] = useState(() => rememberedDocuments(openId, browserStorage))
  const entries = remembered.map((document) => entryOfRemembered(document, rules))
  const closer = useCloserLook(doors, entries)
  const opened = useSearch(doors, '')
  const isUnknown = opened.error ?? lacksEmptySearch
  const known = new Set(entries.map(({ token }) => token))
  const others = opened.lines.filter(({ entry }) => !entry || !known.has(entry.token))
  const pin = ({ link, isPinned }: RememberedDocument) =>
    setRemembered(pinDocument(link, !isPinned, openId, browserStorage))

  return (
    <Choices>
      {remembered.length > 0 && (
        <>
          <h3 className={styles['heading']}>{messages.finder.usedHere}</h3>
          <ul aria-label={messages.finder.usedHere} className={styles['lines']}>
            {remembered.map((document) => (
              <DocumentLine
                key={document.link}
                line={lineOfEntry(closer(entryOfRemembered(document, rules)))}
                openId={openId}
                evident="used"
                onChoose={onChoose}
                extra={
                  <button
                    type="button"
                    className={`button-icon ${styles['pin'] ?? ''}`}
                    tabIndex={-1}
                    {...asideMark}
                    aria-pressed={document.isPinned}
                    aria-label={messages.finder.pin(document.title)}
                    data-tip={document.isPinned ? messages.finder.unpinShort : messages.finder.pinShort}
                    onClick={() => pin(document)}
                  >
                    <Pin aria-hidden size={16} />
                  </button>
                }
              />
            ))}
          </ul>
        </>
      )}
      {/* Documents opened last are optional: a failure to list them is not shown. */}
      {!isUnknown && !(remembered.length > 0 && opened.lines.length > 0 && others.length === 0) && (
        <>
          <h3 className={styles['heading']}>{messages.finder.openedLately}</h3>
          <LineList
            label={messages.finder.openedLately}
            list={{ ...opened, lines: others, more: null }}
            empty={messages.finder.nothingOpened}
            openId={openId}
            evident="opened"
            onChoose={onChoose}
          />
        </>
      )}
      {isUnknown && remembered.length === 0 && <p className={styles['note']}>{messages.finder.searchInstead}</p>}
    </Choices>
  )
}
