import { useState, type Ref, useEffect } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { libraryLocation, rootLocation } from './browse.ts'
import type { WishAhead } from '../target/use-target.ts'
import type { OnChoose } from './DocumentLine.tsx'
import { LineList, type RenderProblem } from './LineList.tsx'
import { LocationBrowser } from './LocationBrowser.tsx'
import { RecentDocuments } from './RecentDocuments.tsx'
import type { FinderDoors } from './finder-doors.ts'
import { useSearch } from './use-found.ts'
import styles from './Finder.module.css'

const tabs = ['recent', 'files', 'wikis'] as const

interface FinderProps {
  readonly ref?: Ref<HTMLDivElement>
  readonly doors: FinderDoors
  /** Text of the field above: search words, or empty to browse. */
  readonly text: string
  readonly onChoose: OnChoose
  /** Registers a wish whose link Feishu has yet to return. */
  readonly wishAhead: () => WishAhead
  readonly renderProblem: RenderProblem
}

/** Finds a document by search, among recent ones, or in folders and wikis; or creates one. */
export function Finder({ ref, doors, text, onChoose, wishAhead, renderProblem }: FinderProps) {
  const { messages } = useI18n()
  const [tab, setTab] = useState<(typeof tabs)[number]>('recent')
  const isSearching = text.trim() !== ''
  const shared = { doors, onChoose, renderProblem }
  const crumbs = {
    files: { title: messages.finder.files, location: rootLocation },
    wikis: { title: messages.finder.wikis, location: { is: 'spaces' } },
  } as const

  return (
    <div ref={ref} className={styles['finder']}>
      {isSearching ? (
        <SearchResults text={text} {...shared} />
      ) : (
        <>
          <fieldset className={styles['tabs']}>
            <legend className="visually-hidden">{messages.finder.lookIn}</legend>
            {tabs.map((each) => (
              <label key={each}>
                <input type="radio" name="finder-tab" checked={tab === each} onChange={() => setTab(each)} />
                <span>{messages.finder[each]}</span>
              </label>
            ))}
          </fieldset>
          {tab === 'recent' && <RecentDocuments {...shared} />}
          {tab === 'files' && <LocationBrowser key="files" start={crumbs.files} wishAhead={wishAhead} {...shared} />}
          {tab === 'wikis' && (
            <LocationBrowser
              key="wikis"
              start={crumbs.wikis}
              wishAhead={wishAhead}
              first={{ key: 'my_library', title: messages.finder.library, entry: null, inside: libraryLocation }}
              {...shared}
            />
          )}
        </>
      )}
    </div>
  )
}

function SearchResults({ text, doors, onChoose, renderProblem }: Omit<FinderProps, 'ref' | 'wishAhead'>) {
  const { messages, formats } = useI18n()
  const settled = useDebounced(text.trim())
  const found = useSearch(doors, settled)
  const isCurrent = settled === text.trim() && !found.isStale && !found.isLoading && !found.error
  return (
    <>
      <p role="status" className="visually-hidden">
        {isCurrent && messages.finder.found(formats.number(found.lines.length))}
      </p>
      <LineList
        label={messages.finder.results}
        list={{ ...found, isStale: !isCurrent }}
        empty={messages.finder.nothingFound(settled)}
        onChoose={onChoose}
        renderProblem={renderProblem}
      />
    </>
  )
}

/** Pause after which typing counts as finished. */
const pauseMs = 300

/** The text at the last pause in typing, so that not every letter makes a call. */
function useDebounced(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
