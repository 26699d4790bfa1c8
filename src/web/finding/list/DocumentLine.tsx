import { ChevronRight, Folder, Library, type LucideIcon } from 'lucide-react'
import { Fragment, createElement, type ReactNode } from 'react'
import type { DocumentKind } from '../../../contract/feishu/document-links.ts'
import { kindIcons } from '../../target/kind-icons.ts'
import { useI18n } from '../../i18n/i18n.ts'
import type { Messages } from '../../i18n/zh-CN.ts'
import type { Listed, BrowseLocation } from '../browse.ts'
import type { Entry, EntryTime, Whereabouts } from '../entry.ts'
import { asideMark, choiceMark } from './choices.ts'
import { visible } from '../../names/hidden-characters.ts'
import { OutsideText } from '../../names/OutsideText.tsx'
import styles from '../Finder.module.css'

/** Chooses a document by its link, with its title in the list. */
export type OnChoose = (link: string, title: string) => void

interface DocumentLineProps {
  readonly line: Listed
  /** The person's open_id: only other owners are named. */
  readonly openId: string
  /** The kind of time that the list's heading names already; only others are shown. */
  readonly evident?: EntryTime['of'] | undefined
  readonly onChoose: OnChoose
  readonly onEnter?: ((title: string, location: BrowseLocation) => void) | undefined
  /** An additional button, with `asideMark`. */
  readonly extra?: ReactNode
}

/** A document to choose, a location to open, or a wiki page that is both. */
export function DocumentLine({ line, openId, evident, onChoose, onEnter, extra }: DocumentLineProps) {
  const { messages } = useI18n()
  const { entry, inside } = line
  const title = titleOf(line, messages)
  const enter = inside && onEnter ? () => onEnter(title, inside) : null
  const choose = entry && !(entry.kind === 'folder' && enter) ? () => onChoose(entry.link, title) : null
  const act = choose ?? enter
  if (!act) return null
  return (
    <li className={styles['line']}>
      <button type="button" className={styles['choice']} tabIndex={-1} {...choiceMark} onClick={act}>
        <Looks line={line} title={title} openId={openId} evident={evident} />
        {!choose && <ChevronRight aria-hidden size={16} />}
      </button>
      {choose && enter && (
        <button
          type="button"
          className="button-icon"
          tabIndex={-1}
          aria-label={messages.finder.pagesUnder(title)}
          {...asideMark}
          onClick={enter}
        >
          <ChevronRight aria-hidden size={17} />
        </button>
      )}
      {extra}
    </li>
  )
}

interface LooksProps extends Pick<DocumentLineProps, 'line' | 'openId' | 'evident'> {
  readonly title: string
}

/** Icon, title, facts and time. */
function Looks({ line, title, openId, evident }: LooksProps) {
  const { messages } = useI18n()
  const { entry } = line
  return (
    <>
      <span className={styles['icon']} data-kind={entry?.kind ?? 'wiki'}>
        {createElement(iconOf(line), { 'aria-hidden': true, size: 18 })}
      </span>
      <span className={styles['text']}>
        <span className={styles['title']} data-tip={visible(title)}>
          <OutsideText text={title} marked={entry?.hits} />
        </span>
        {entry && <Facts facts={factsOf(entry, openId, messages)} />}
        {entry?.time && <Time time={entry.time} isEvident={entry.time.of === evident} />}
      </span>
    </>
  )
}

/** Side by side; stacked on a narrow page instead of wrapping inside an item. */
function Facts({ facts }: { readonly facts: readonly string[] }) {
  return (
    <span className={styles['facts']}>
      {facts.map((fact, at) => (
        <Fragment key={fact}>
          {at > 0 && <span> · </span>}
          <span className={styles['fact']}>{fact}</span>
        </Fragment>
      ))}
    </span>
  )
}

function Time({ time: { of, ms }, isEvident }: { readonly time: EntryTime; readonly isEvident: boolean }) {
  const { messages, formats } = useI18n()
  const worded = messages.finder.times[of]
  return (
    <time className={styles['time']} dateTime={new Date(ms).toISOString()} data-tip={worded(formats.moment(ms))}>
      {isEvident ? formats.ago(ms) : worded(formats.ago(ms))}
    </time>
  )
}

function titleOf({ entry, title }: Listed, { families }: Messages): string {
  if (title !== '') return title
  return entry?.kind === 'folder' ? families.import.untitled : families.docx.untitled
}

function iconOf({ entry, inside }: Listed): LucideIcon {
  if (entry) return kindIcons[entry.kind]
  return inside?.is === 'node' && inside.nodeToken === null ? Library : Folder
}

function factsOf(
  { kind, isShortcut, lies, owner, isCrossTenant }: Entry,
  openId: string,
  { finder }: Messages,
): readonly string[] {
  return [
    finder.kinds[kind],
    ...(isShortcut ? [finder.shortcut] : []),
    ...whereabouts(kind, lies, finder),
    ...(owner.name === '' || owner.id === openId ? [] : [owner.name]),
    ...(isCrossTenant ? [finder.otherCompany] : []),
  ]
}

/** Only wikis are named: in Drive, no call returns a document's folder. */
function whereabouts(kind: DocumentKind, lies: Whereabouts | null, { inWiki }: Messages['finder']) {
  if (lies?.in !== 'wiki') return []
  if (lies.spaceName !== '') return [lies.spaceName]
  // An entry that could not be looked at is shown as a wiki page already.
  return kind === 'wiki' ? [] : [inWiki]
}
