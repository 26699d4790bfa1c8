import { useEffect, useRef, useSyncExternalStore } from 'react'
import { readDocumentLink, type LinkProblem, type LinkRules } from '../../contract/feishu/document-links.ts'
import type { I18n } from '../i18n/load-language.ts'
import type { DropReader } from './drop-reader.ts'
import type { Goal } from './intake/intake.ts'
import type { Arriving, ArrivingText, Dragged, PageDrops } from './page-drops.ts'

interface DropsOptions {
  readonly drops: PageDrops
  /** Null until the queue has been opened. */
  readonly reader: DropReader | null
  /** Where the page says that new files go. */
  readonly goal: Goal
  readonly i18n: Pick<I18n, 'language' | 'messages'>
  readonly rules: LinkRules
  /** Whether a document is chosen, which the explanation of a wrong link must not take off the page. */
  readonly isAnyChosen: boolean
  /** Chooses the document of a link; files that wait for another one keep it, and the page asks about them. */
  readonly onLink: (link: string) => void
}

/** Receives what is dropped, chosen and pasted, and reads it once the queue is open, each with the goal of its time. */
export function useDrops(options: DropsOptions): void {
  const { drops, reader, i18n } = options
  const { language } = i18n
  const screenshotWord = i18n.messages.drop.screenshot
  const early = useRef<(readonly [Arriving, Goal])[]>([])
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })

  useEffect(() => {
    const readText = (reader: DropReader, { text, isPicture }: ArrivingText) => {
      const { rules, isAnyChosen, onLink } = latest.current
      const link = readDocumentLink(text, rules)
      if (link.ok) onLink(text)
      else if (isPicture) reader.tell('picture')
      else if (isNoAddress(link.problem)) reader.tell('text')
      else if (isAnyChosen) reader.explain(text, rules)
      else onLink(text)
    }
    const read = (arriving: Arriving, goal: Goal) => {
      if (!reader) early.current.push([arriving, goal])
      else if (arriving.is === 'files') reader.read(arriving, { goal, language, screenshotWord })
      else readText(reader, arriving)
    }
    for (const [arriving, goal] of early.current.splice(0)) read(arriving, goal)
    return drops.receive({
      take: (arriving) => {
        const { goal, rules, onLink } = latest.current
        // A link chooses its document also before the queue is there.
        if (arriving.is === 'text' && readDocumentLink(arriving.text, rules).ok) onLink(arriving.text)
        else read(arriving, goal)
      },
      isLink: (text) => readDocumentLink(text, latest.current.rules).ok,
    })
  }, [drops, reader, language, screenshotWord])
}

/** What is being dragged over the page; null when no files are. */
export function useDragged(drops: PageDrops): Dragged | null {
  return useSyncExternalStore(drops.subscribe, () => drops.getSnapshot().dragged)
}

/** Number of files and folders that were dropped before anybody could receive them. */
export function useKeptDrops(drops: PageDrops): number {
  return useSyncExternalStore(drops.subscribe, () => drops.getSnapshot().kept)
}

function isNoAddress(problem: LinkProblem): boolean {
  return problem === 'link-empty' || problem === 'link-not-a-link'
}
