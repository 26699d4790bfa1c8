import { useEffect, useRef, useState } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import type { WishAhead } from '../target/use-target.ts'
import type { Listed, BrowseLocation } from './browse.ts'
import { Choices } from './list/Choices.tsx'
import type { OnChoose } from './list/DocumentLine.tsx'
import { ImportHere } from './ImportHere.tsx'
import { LineList, type RenderProblem } from './list/LineList.tsx'
import { NewDocument } from './NewDocument.tsx'
import type { FinderDoors } from './finder-doors.ts'
import { useBrowse } from './use-found.ts'
import { visible } from '../names/hidden-characters.ts'
import { OutsideText } from '../names/OutsideText.tsx'
import styles from './Finder.module.css'

interface Crumb {
  readonly title: string
  readonly location: BrowseLocation
}

interface LocationBrowserProps {
  readonly start: Crumb
  /** A line shown above those from Feishu in the first location. */
  readonly first?: Listed
  readonly doors: FinderDoors
  readonly onChoose: OnChoose
  readonly wishAhead: () => WishAhead
  readonly renderProblem: RenderProblem
}

/** Browses folders, or a wiki's pages, with breadcrumbs. */
export function LocationBrowser({ start, first, doors, onChoose, wishAhead, renderProblem }: LocationBrowserProps) {
  const { messages } = useI18n()
  const [entered, setEntered] = useState<readonly Crumb[]>([])
  // Its title depends on the language, which may change.
  const path: readonly Crumb[] = [start, ...entered]
  const here = path.at(-1) ?? start
  const list = useBrowse(doors, here.location)
  const crumb = useRef<HTMLElement>(null)
  const hasMoved = useRef(false)

  // The pressed line is gone with its list: the new location's breadcrumb takes the focus.
  useEffect(() => {
    if (hasMoved.current) crumb.current?.focus()
  }, [entered])

  const goTo = (crumbs: readonly Crumb[]) => {
    hasMoved.current = true
    setEntered(crumbs)
  }
  const lines = first && path.length === 1 ? [first, ...list.lines] : list.lines

  return (
    <>
      {/* At the start, the tab says where it is; the path is there to take the focus on the way back. */}
      <nav
        aria-label={messages.finder.path}
        className={`${styles['path'] ?? ''} ${path.length === 1 ? 'visually-hidden' : ''}`}
      >
        <ol className={styles['crumbs']}>
          {path.map(({ title, location }, at) => (
            <li key={`${at} ${title}`}>
              {location === here.location ? (
                <strong ref={crumb} tabIndex={-1} aria-current="location">
                  <OutsideText text={title} />
                </strong>
              ) : (
                <button type="button" className={styles['crumb']} onClick={() => goTo(entered.slice(0, at))}>
                  <OutsideText text={title} />
                </button>
              )}
            </li>
          ))}
        </ol>
      </nav>
      {list.error && renderProblem(list.error.failure, list.again)}
      {!(list.error && lines.length === 0) && (
        <Choices key={`list ${path.length}`}>
          <LineList
            label={visible(here.title)}
            list={{ ...list, lines }}
            empty={messages.finder.emptyPlace}
            openId={doors.openId}
            onChoose={onChoose}
            onEnter={(title, location) => goTo([...entered, { title, location }])}
          />
        </Choices>
      )}
      {here.location.is !== 'spaces' && !list.error && (
        <div className={styles['placeActions']}>
          {here.location.is === 'folder' && (
            <ImportHere
              key={`import ${path.length}`}
              doors={doors}
              folderToken={here.location.folderToken}
              folderTitle={here.title}
              wishAhead={wishAhead}
              renderProblem={renderProblem}
            />
          )}
          <NewDocument
            key={`new ${path.length}`}
            doors={doors}
            location={here.location}
            locationTitle={here.title}
            wishAhead={wishAhead}
            renderProblem={renderProblem}
          />
        </div>
      )}
    </>
  )
}
