import { useRef, useState } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { libraryLocation, rootLocation } from './browse.ts'
import { LocationBrowser } from './LocationBrowser.tsx'
import { RecentDocuments } from './RecentDocuments.tsx'
import { SearchResults } from './SearchResults.tsx'
import type { FinderProps } from './finder-props.ts'
import styles from './Finder.module.css'

const tabs = ['recent', 'files', 'wikis'] as const
type Tab = (typeof tabs)[number]

/** Finds a document by search, among recent ones, or in folders and wikis; or creates one. */
export function Finder({ field, start = 'recent', ...shared }: FinderProps) {
  const { messages } = useI18n()
  const [chosenTab, setTab] = useState<Tab>(start)
  const choices = useRef<HTMLFieldSetElement>(null)
  const tab = field.text.trim() === '' ? chosenTab : 'results'
  const goTo = (next: Tab) => {
    setTab(next)
    if (tab === 'results') field.clear()
  }
  const crumbs = {
    files: { title: messages.finder.files, location: rootLocation },
    wikis: { title: messages.finder.wikis, location: { is: 'spaces' } },
  } as const

  return (
    <div className={styles['finder']}>
      <fieldset ref={choices} className={styles['tabs']}>
        <legend className="visually-hidden">{messages.finder.lookIn}</legend>
        {tabs.map((each) => (
          <label key={each}>
            <input type="radio" name="finder-tab" value={each} checked={tab === each} onChange={() => goTo(each)} />
            <span>{messages.finder[each]}</span>
          </label>
        ))}
        {tab === 'results' && (
          <label>
            <input type="radio" name="finder-tab" checked readOnly />
            <span>{messages.finder.resultsTab}</span>
          </label>
        )}
      </fieldset>
      {tab === 'results' && (
        <SearchResults
          onGoToFiles={() => {
            goTo('files')
            // The pressed button disappears with the results.
            choices.current?.querySelector<HTMLElement>('[value="files"]')?.focus()
          }}
          field={field}
          {...shared}
        />
      )}
      {tab === 'recent' && <RecentDocuments {...shared} />}
      {tab === 'files' && <LocationBrowser key="files" start={crumbs.files} {...shared} />}
      {tab === 'wikis' && (
        <LocationBrowser
          key="wikis"
          start={crumbs.wikis}
          first={{ key: 'my_library', title: messages.finder.library, entry: null, inside: libraryLocation }}
          {...shared}
        />
      )}
    </div>
  )
}
