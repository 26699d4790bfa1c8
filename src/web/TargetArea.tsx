import type { LinkRules } from '../contract/document-links.ts'
import { Whole } from './boundary/BrokenPart.tsx'
import { Part, WithWords } from './boundary/Part.tsx'
import type { Intaken } from './drop/intake.ts'
import type { Choice } from './target/use-chosen-target.ts'
import { TargetPanel } from './target/TargetPanel.tsx'
import type { ChosenTarget } from './target/use-target.ts'
import type { Ways } from './uploads/act-on-jobs.ts'
import type { Speech } from './words/load-language.ts'
import { useSpeech } from './words/speech.ts'
import type { Work } from './work.ts'
import styles from './TargetArea.module.css'

interface TargetAreaProps {
  readonly work: Work | null
  readonly chosen: ChosenTarget
  /** What a place in the document is chosen with; null without a document. */
  readonly choice: Choice | null
  readonly intaken: Intaken
  /** Files have somewhere to go. */
  readonly isSettled: boolean
  readonly ways: Ways
  readonly who: { readonly rules: LinkRules; readonly openId: string; readonly name: string }
}

/** The document, how it is found, and where in it files go. */
export function TargetArea(props: TargetAreaProps) {
  return (
    <Whole>
      <Area {...props} />
    </Whole>
  )
}

function Area({ work, chosen, choice, intaken, isSettled, ways, who }: TargetAreaProps) {
  const speech = useSpeech()
  return (
    <TargetPanel
      chosen={chosen}
      isAskedFor={intaken.jobIds.length > 0}
      waiting={isSettled ? null : waitingText(intaken, speech)}
      finder={
        work &&
        isLookingAround(chosen) && (
          <Part late={work.faces.Finding}>
            {(Finding) => (
              <Finding
                doors={{ wire: work.wire, ...who }}
                text={chosen.draft}
                onChoose={chosen.choose}
                onSignIn={ways.signIn}
                onGrant={ways.grant}
              />
            )}
          </Part>
        )
      }
      options={
        work &&
        choice && (
          <Part late={work.faces.TargetOptions} meanwhile={<div className={styles['awaited']} />}>
            {(TargetOptions) => (
              <TargetOptions {...choice} wire={work.wire} uploads={work.queue.uploads} openId={who.openId} />
            )}
          </Part>
        )
      }
      guidance={
        work && (
          <WithWords late={speech.problemWords}>
            <work.faces.TargetGuidance chosen={chosen} onSignIn={ways.signIn} onGrant={ways.grant} />
          </WithWords>
        )
      }
    />
  )
}

/** Nothing is chosen, and the field holds no link. */
function isLookingAround({ state, draft, isLink }: ChosenTarget): boolean {
  return (state.is === 'none' || state.is === 'unusable') && !isLink(draft)
}

function waitingText({ files, jobIds }: Intaken, { words, formats }: Speech): string | null {
  if (jobIds.length > 0) return words.target.retargeting(formats.number(jobIds.length))
  return files > 0 ? words.target.filesWait(formats.number(files)) : null
}
