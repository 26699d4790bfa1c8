import { useEffect, useState } from 'react'
import { FolderSearch, Link } from 'lucide-react'
import { useI18n } from '../i18n/i18n.ts'
import { rootLocation } from './browse.ts'
import { Choices } from './list/Choices.tsx'
import type { FinderProps } from './finder-props.ts'
import { LineList } from './list/LineList.tsx'
import { NewDocument } from './NewDocument.tsx'
import { useSearch } from './use-found.ts'
import styles from './Finder.module.css'

interface SearchResultsProps extends FinderProps {
  readonly onGoToFiles: () => void
}

/** What was found for the words in the field; if nothing was, other ways to a document. */
export function SearchResults({ field, onGoToFiles, ...shared }: SearchResultsProps) {
  const { text } = field
  const { doors, onChoose, renderProblem } = shared
  const { messages, formats } = useI18n()
  const settled = useDebounced(text.trim())
  const found = useSearch(doors, settled)
  const isCurrent = settled === text.trim() && !found.isStale && !found.isLoading && !found.error
  const count = formats.number(found.lines.length)
  const { finder } = messages
  return (
    <>
      <p role="status" className="visually-hidden">
        {isCurrent && found.lines.length > 0 && (
          <span>{found.more ? finder.foundMore(count) : finder.found(count)}</span>
        )}
        {isCurrent && found.lines.length === 0 && <span>{finder.foundNone}</span>}
      </p>
      {found.error && renderProblem(found.error.failure, found.again)}
      {!(found.error && found.lines.length === 0) && (
        <Choices>
          <LineList
            label={finder.results}
            list={{ ...found, isStale: !isCurrent, lines: markedBy(settled, found.lines) }}
            empty={
              <>
                <p>{finder.nothingFound(settled)}</p>
                <div className={styles['ways']}>
                  <NewDocument
                    key={settled}
                    location={rootLocation}
                    locationTitle={finder.files}
                    suggestedTitle={settled}
                    {...shared}
                  />
                  <button type="button" className="button button-small" onClick={onGoToFiles}>
                    <FolderSearch aria-hidden size={15} />
                    <span>{finder.lookInFiles}</span>
                  </button>
                  <button type="button" className="button button-small" onClick={field.focus}>
                    <Link aria-hidden size={15} />
                    <span>{finder.pasteLink}</span>
                  </button>
                </div>
              </>
            }
            openId={doors.openId}
            onChoose={onChoose}
          />
        </Choices>
      )}
    </>
  )
}

/** Where Feishu marks nothing in titles, as in the old search, the typed words are marked. */
function markedBy(words: string, lines: ReturnType<typeof useSearch>['lines']) {
  const typed = words.split(/\s+/)
  return lines.map((line) =>
    line.entry?.hits.length === 0 ? { ...line, entry: { ...line.entry, hits: typed } } : line,
  )
}

/** Pause after which typing counts as finished. */
const pauseMs = 300

/** Debounce: the text at the last pause in typing, so that not every letter makes a call. */
function useDebounced(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
