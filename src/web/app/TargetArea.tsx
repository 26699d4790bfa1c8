import { useRef, type RefObject } from 'react'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { Target } from '../../engine/targets/target.ts'
import type { Uploads } from '../../engine/queue/uploads.ts'
import { Whole } from '../boundary/BrokenPart.tsx'
import { Lazy, WithMessages } from '../boundary/Lazy.tsx'
import type { IntakeSnapshot } from '../drop/intake.ts'
import type { KnownRight } from '../target/right/use-edit-right.ts'
import type { Choice } from '../target/use-chosen-target.ts'
import { TargetPanel } from '../target/TargetPanel.tsx'
import type { ChosenTarget, Seeker } from '../target/use-target.ts'
import type { I18n } from '../i18n/load-language.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { QueueBundle } from './queue-bundle.ts'
import { useWorkspace } from './workspace-context.ts'
import styles from './TargetArea.module.css'

interface TargetAreaProps {
  readonly bundle: QueueBundle | null
  /** Null until the queue has been opened. */
  readonly uploads: Uploads | null
  readonly chosen: ChosenTarget
  /** Input for the target options; null without a document. */
  readonly choice: Choice | null
  readonly intake: IntakeSnapshot
  readonly known: KnownRight
  /** Current target; null while files wait for a document, or for a choice of where in it. */
  readonly target: Target | null
  readonly onResolve: (link: string, target: Target | null) => void
  readonly seeker: Seeker
  /** One line above the queue. */
  readonly isBar: boolean
  /** Everything has arrived. */
  readonly isOver: boolean
}

/** The document field, the finder, the notices about documents, and the options of where files go. */
export function TargetArea(props: TargetAreaProps) {
  return (
    <Whole>
      <Area {...props} />
    </Whole>
  )
}

function Area(props: TargetAreaProps) {
  const { bundle, uploads, chosen, choice, intake, known, target, onResolve, seeker, isBar, isOver } = props
  const i18n = useI18n()
  const { openId } = seeker
  const words = wordsToFind(chosen)
  const field = useRef<HTMLInputElement>(null)
  return (
    <TargetPanel
      field={field}
      chosen={chosen}
      isBar={isBar}
      isOver={isOver}
      isAskedFor={intake.jobIds.length > 0}
      right={known.right}
      waiting={waitingText(intake, chosen.link, target !== null, i18n)}
      notices={
        bundle && (
          <WithMessages lazy={i18n.queueMessages}>
            <bundle.components.MadeDocuments chosen={chosen} />
            <bundle.components.AwaitedDocuments
              seeker={seeker}
              chosen={chosen}
              target={target}
              awaited={intake.awaited}
              onResolve={onResolve}
            />
          </WithMessages>
        )
      }
      finder={
        bundle &&
        (chosen.state.is === 'several' || words !== null) && (
          <Found bundle={bundle} seeker={seeker} chosen={chosen} words={words ?? ''} field={field} />
        )
      }
      options={
        bundle &&
        uploads &&
        choice && (
          <Lazy lazy={bundle.components.TargetOptions} meanwhile={<div className={styles['awaited']} />}>
            {(TargetOptions) => (
              <TargetOptions
                // Another document gets fresh options.
                key={JSON.stringify(choice.document.body)}
                {...choice}
                wire={bundle.wire}
                uploads={uploads}
                openId={openId}
              />
            )}
          </Lazy>
        )
      }
      guidance={
        bundle && (
          <WithMessages lazy={i18n.problemMessages}>
            <bundle.components.TargetGuidance chosen={chosen} refusal={known.refusal} />
          </WithMessages>
        )
      }
    />
  )
}

interface FoundProps {
  readonly bundle: QueueBundle
  readonly seeker: Seeker
  readonly chosen: ChosenTarget
  readonly words: string
  readonly field: RefObject<HTMLInputElement | null>
}

/** The finder; where the field holds several documents, these. */
function Found({ bundle, seeker, chosen, words, field }: FoundProps) {
  const { queueMessages } = useI18n()
  const { owner } = useWorkspace()
  const { rules, openId } = seeker
  if (chosen.state.is === 'several') {
    return (
      <WithMessages lazy={queueMessages}>
        <bundle.components.SeveralDocuments seeker={seeker} documents={chosen.state.documents} onChoose={chosen.pick} />
      </WithMessages>
    )
  }
  return (
    <Lazy lazy={bundle.components.Finding}>
      {(Finding) => (
        <Finding
          doors={{ wire: bundle.wire, rules, openId, name: owner.name }}
          text={words}
          onLeaveSearch={() => chosen.setDraft('')}
          onFocusField={() => {
            field.current?.focus()
            field.current?.select()
          }}
          onChoose={chosen.pick}
          wishAhead={chosen.wishAhead}
        />
      )}
    </Lazy>
  )
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
  { files, awaited, jobIds }: IntakeSnapshot,
  link: string | null,
  isSettled: boolean,
  { messages, formats }: I18n,
): string | null {
  if (isSettled) return null
  if (jobIds.length > 0) return messages.target.retargeting(formats.number(jobIds.length))
  const here = awaited.find((each) => each.link === link)
  if (here && here.files > 0) return messages.target.filesAwait(formats.number(here.files), here.title)
  const free = files - awaited.reduce((sum, each) => sum + each.files, 0)
  return free > 0 ? messages.target.filesWait(formats.number(free)) : null
}
