import { useState } from 'react'
import type { Ref } from 'react'
import { useSpeech } from '../i18n/speech.ts'
import { libraryPlace, rootPlace } from './browse.ts'
import type { WishAhead } from '../target/use-target.ts'
import type { OnChoose } from './DocumentLine.tsx'
import { LineList, type RenderProblem } from './LineList.tsx'
import { PlaceBrowser } from './PlaceBrowser.tsx'
import { RecentDocuments } from './RecentDocuments.tsx'
import { useSearch, type FinderDoors } from './use-found.ts'
import { useSettledText } from '../platform/use-debounced.ts'
import styles from './Finder.module.css'

const tabs = ['recent', 'files', 'wikis'] as const

interface FinderProps {
  readonly ref?: Ref<HTMLDivElement>
  readonly doors: FinderDoors
  /** What stands in the field above: words to search by, or nothing to look around. */
  readonly text: string
  readonly onChoose: OnChoose
  /** A wish whose link Feishu tells first. */
  readonly wishAhead: () => WishAhead
  readonly renderProblem: RenderProblem
}

/** Finds the document without its link: by words, among the last ones, in folders and wikis; or makes a new one. */
export function Finder({ ref, doors, text, onChoose, wishAhead, renderProblem }: FinderProps) {
  const { words } = useSpeech()
  const [tab, setTab] = useState<(typeof tabs)[number]>('recent')
  const isSearching = text.trim() !== ''
  const shared = { doors, onChoose, renderProblem }
  const crumbs = {
    files: { title: words.finder.files, place: rootPlace },
    wikis: { title: words.finder.wikis, place: { is: 'spaces' } },
  } as const

  return (
    <div ref={ref} className={styles['finder']}>
      {isSearching ? (
        <SearchResults text={text} {...shared} />
      ) : (
        <>
          <fieldset className={styles['tabs']}>
            <legend className="visually-hidden">{words.finder.lookIn}</legend>
            {tabs.map((each) => (
              <label key={each}>
                <input type="radio" name="finder-tab" checked={tab === each} onChange={() => setTab(each)} />
                <span>{words.finder[each]}</span>
              </label>
            ))}
          </fieldset>
          {tab === 'recent' && <RecentDocuments {...shared} />}
          {tab === 'files' && <PlaceBrowser key="files" start={crumbs.files} wishAhead={wishAhead} {...shared} />}
          {tab === 'wikis' && (
            <PlaceBrowser
              key="wikis"
              start={crumbs.wikis}
              wishAhead={wishAhead}
              first={{ key: 'my_library', title: words.finder.library, entry: null, inside: libraryPlace }}
              {...shared}
            />
          )}
        </>
      )}
    </div>
  )
}

function SearchResults({ text, doors, onChoose, renderProblem }: Omit<FinderProps, 'ref' | 'wishAhead'>) {
  const { words, formats } = useSpeech()
  const settled = useSettledText(text.trim())
  const found = useSearch(doors, settled)
  const isCurrent = settled === text.trim() && !found.isStale && !found.isLoading && !found.error
  return (
    <>
      <p role="status" className="visually-hidden">
        {isCurrent && words.finder.found(formats.number(found.lines.length))}
      </p>
      <LineList
        label={words.finder.results}
        list={{ ...found, isStale: !isCurrent }}
        empty={words.finder.nothingFound(settled)}
        onChoose={onChoose}
        renderProblem={renderProblem}
      />
    </>
  )
}
