import { useEffect, useRef } from 'react'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import { Whole } from '../boundary/BrokenPart.tsx'
import { WithMessages } from '../boundary/Lazy.tsx'
import type { IntakeSnapshot } from '../drop/intake/intake-snapshot.ts'
import { ComingFinder, TargetPanel, WaitingNote } from '../target/TargetPanel.tsx'
import type { ChosenTarget } from '../target/use-target.ts'
import { isPending } from '../queue/state/queue-state.ts'
import type { I18n } from '../i18n/load-language.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { QueueBundle } from './queue-bundle.ts'
import { usePage, type PageState } from './page-context.ts'

interface TargetAreaProps {
  /** Null until it has loaded. */
  readonly bundle: QueueBundle | null
}

/** The document field, the finder, the notices about documents, and the options of where files go. */
export function TargetArea(props: TargetAreaProps) {
  return (
    <Whole>
      <Area {...props} />
    </Whole>
  )
}

function Area({ bundle }: TargetAreaProps) {
  const page = usePage()
  const { chosen, intake, right, target } = page
  const i18n = useI18n()
  const words = wordsToFind(chosen)
  const field = useRef<HTMLInputElement>(null)
  const waiting = waitingText(intake.intake, chosen.link, target !== null, i18n)
  const isMoving = intake.intake.jobIds.length > 0

  // Failed files are to go to another document, which is chosen in the field.
  useEffect(() => {
    if (isMoving) field.current?.focus()
  }, [isMoving])

  return (
    <TargetPanel
      field={field}
      chosen={chosen}
      right={right.right}
      queue={queueFor(page)}
      finder={
        (chosen.state.is === 'several' || words !== null) &&
        (bundle ? (
          <bundle.components.TargetFinder wire={bundle.wire} words={words ?? ''} field={field} />
        ) : (
          <ComingFinder />
        ))
      }
    >
      {waiting !== null && <WaitingNote text={waiting} />}
      {bundle && (
        <>
          <WithMessages lazy={i18n.queueMessages}>
            <bundle.components.TargetNotices />
          </WithMessages>
          <WithMessages lazy={i18n.problemMessages}>
            <bundle.components.TargetGuidance chosen={chosen} refusal={right.refusal} />
          </WithMessages>
          <bundle.components.DocumentOptions wire={bundle.wire} />
        </>
      )}
    </TargetPanel>
  )
}

function queueFor({ snapshot, target }: PageState) {
  if (snapshot.ids.length === 0) return 'none'
  const isAnyDone = snapshot.counts.done > 0 && !isPending(snapshot)
  return isAnyDone && snapshot.targets.some(({ url }) => url === target?.url) ? 'arrived' : 'shown'
}

/** Links of places that the finder shows as well. */
const foundBelow: ReadonlySet<string> = new Set<ProblemKey>(['link-drive-home', 'link-wiki-home'])

/** The words to search for, empty to browse; null while a document is chosen, or where the field holds a link. */
function wordsToFind({ state, draft, isLink }: ChosenTarget): string | null {
  if (state.is !== 'none' && state.is !== 'unusable') return null
  if (!isLink(draft)) return draft
  return state.is === 'unusable' && foundBelow.has(state.error.failure.problem) ? '' : null
}

function waitingText(
  { files, awaited, jobIds, areImported }: IntakeSnapshot,
  link: string | null,
  isSettled: boolean,
  { messages, formats }: I18n,
): string | null {
  // The notices say what is to be imported.
  if (isSettled || areImported) return null
  if (jobIds.length > 0) return messages.target.retargeting(formats.number(jobIds.length))
  const here = awaited.find((each) => each.link === link)
  if (here && here.files > 0) return messages.target.filesAwait(formats.number(here.files), here.title)
  const free = files - awaited.reduce((sum, each) => sum + each.files, 0)
  return free > 0 ? messages.target.filesWait(formats.number(free)) : null
}
