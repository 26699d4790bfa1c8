import { ChevronRight, Folder, Library, type LucideIcon } from 'lucide-react'
import { Fragment, createElement, type ReactNode } from 'react'
import type { DocumentKind } from '../../contract/feishu/document-links.ts'
import { kindIcons } from '../target/kind-icons.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { Messages } from '../i18n/zh-CN.ts'
import type { Listed, BrowseLocation } from './browse.ts'
import type { Entry, Whereabouts } from './entry.ts'
import { choiceMark } from './choices.ts'
import { OutsideText } from '../names/OutsideText.tsx'
import styles from './Finder.module.css'

/** Chooses a document by its link, with its title in the list. */
export type OnChoose = (link: string, title: string) => void

interface DocumentLineProps {
  readonly line: Listed
  readonly onChoose: OnChoose
  readonly onEnter?: ((title: string, location: BrowseLocation) => void) | undefined
  /** An additional button. */
  readonly extra?: ReactNode
}

/** A document to choose, a location to open, or a wiki page that is both. */
export function DocumentLine({ line, onChoose, onEnter, extra }: DocumentLineProps) {
  const { messages } = useI18n()
  const { entry, inside } = line
  const title = titleOf(line, messages)
  const enter = inside && onEnter ? () => onEnter(title, inside) : null
  const choose = entry && !(entry.kind === 'folder' && enter) ? () => onChoose(entry.link, title) : null
  const act = choose ?? enter
  if (!act) return null
  return (
    <li className={styles['line']}>
      <button type="button" className={styles['choice']} {...choiceMark} onClick={act}>
        {createElement(iconOf(line), { 'aria-hidden': true, size: 18 })}
        <span className={styles['text']}>
          <span className={styles['title']}>
            <OutsideText text={title} />
          </span>
          {entry && <Facts facts={factsOf(entry, messages)} />}
        </span>
        {!choose && <ChevronRight aria-hidden size={16} />}
      </button>
      {choose && enter && (
        <button type="button" className="button-icon" aria-label={messages.finder.pagesUnder(title)} onClick={enter}>
          <ChevronRight aria-hidden size={17} />
        </button>
      )}
      {extra}
    </li>
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

function titleOf({ entry, title }: Listed, { families }: Messages): string {
  if (title !== '') return title
  return entry?.kind === 'folder' ? families.import.untitled : families.docx.untitled
}

function iconOf({ entry, inside }: Listed): LucideIcon {
  if (entry) return kindIcons[entry.kind]
  return inside?.is === 'node' && inside.nodeToken === null ? Library : Folder
}

function factsOf({ kind, isShortcut, lies, owner, isCrossTenant }: Entry, { finder }: Messages): readonly string[] {
  return [
    finder.kinds[kind],
    ...(isShortcut ? [finder.shortcut] : []),
    ...whereabouts(kind, lies, finder),
    ...(owner.name === '' ? [] : [finder.owner(owner.name)]),
    ...(isCrossTenant ? [finder.otherCompany] : []),
  ]
}

function whereabouts(kind: DocumentKind, lies: Whereabouts | null, { inDrive, inWiki }: Messages['finder']) {
  if (!lies) return []
  if (lies.in === 'drive') return [inDrive]
  // An entry that could not be looked at is shown as a wiki page already.
  return kind === 'wiki' && lies.spaceName === '' ? [] : [inWiki(lies.spaceName)]
}
