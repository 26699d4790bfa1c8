import { useEffect, useState } from 'react'
import { useQueries } from '@tanstack/react-query'
import type { Target } from '../../engine/target.ts'
import type { Intaken } from '../drop/intake.ts'
import { useQueueWords, useSpeech } from '../words/speech.ts'
import { usualTargetOf } from './use-chosen-target.ts'
import { targetQuery, type ChosenTarget, type Seeker } from './use-target.ts'
import { isWritable } from './writable.ts'
import styles from './TargetNotice.module.css'

interface AwaitedDocumentsProps {
  readonly seeker: Seeker
  readonly chosen: ChosenTarget
  /** Where files go in the document chosen; null as long as that is not known, or it takes none. */
  readonly target: Target | null
  readonly awaited: Intaken['awaited']
  /** Lets the files go that wait for a document; null: into the next one that takes files. */
  readonly onSettle: (link: string, target: Target | null) => void
}

/**
 * Brings files to the document that the page showed when they were dropped, also where another one has been chosen since: it is
 * looked at for as long as files wait for it. Those that cannot get there by themselves are told, with the ways on.
 */
export function AwaitedDocuments({ seeker, chosen, target, awaited, onSettle }: AwaitedDocumentsProps) {
  const [wishes] = useState(() => new URLSearchParams(location.search))
  const answers = useQueries({ queries: awaited.map(({ link }) => targetQuery(seeker, link)) })
  const standings = awaited.map((each, at): readonly [Awaited, Standing] => {
    const isChosen = each.link === chosen.link
    return [each, isChosen ? standingOfChosen(chosen, target) : standingOf(answers[at], wishes)]
  })

  useEffect(() => {
    for (const [{ link }, standing] of standings) if (standing.is === 'settled') onSettle(link, standing.target)
  })
  return standings.map(([each, standing]) =>
    standing.is === 'left' && each.files > 0 ? (
      <LeftBehind
        key={each.link}
        awaited={each}
        lacks={standing.lacks}
        target={target}
        onGoTo={() => chosen.pick(each.link, each.title)}
        onLetGo={() => onSettle(each.link, target)}
      />
    ) : null,
  )
}

type Awaited = Intaken['awaited'][number]

type Standing =
  | { readonly is: 'settled'; readonly target: Target | null }
  /** The page shows the document, and how it stands. */
  | { readonly is: 'shown' }
  /** `place`: in a document of this kind a person has to say where. */
  | { readonly is: 'left'; readonly lacks: 'answer' | 'right' | 'place' }

function standingOfChosen({ state }: ChosenTarget, target: Target | null): Standing {
  const takesNone = state.is === 'unusable' || (state.is === 'resolved' && !isWritable(state.target))
  return target !== null || takesNone ? { is: 'settled', target } : { is: 'shown' }
}

function standingOf(
  answer: { readonly data?: Parameters<typeof isWritable>[0] | undefined; readonly error: Error | null } | undefined,
  wishes: URLSearchParams,
): Standing {
  if (answer?.error) return { is: 'left', lacks: 'right' }
  if (!answer?.data) return { is: 'left', lacks: 'answer' }
  if (!isWritable(answer.data)) return { is: 'left', lacks: 'right' }
  const target = usualTargetOf(answer.data, wishes)
  return target ? { is: 'settled', target } : { is: 'left', lacks: 'place' }
}

interface LeftBehindProps {
  readonly awaited: Awaited
  readonly lacks: 'answer' | 'right' | 'place'
  readonly target: Target | null
  readonly onGoTo: () => void
  readonly onLetGo: () => void
}

/** Files that were dropped for another document than the one shown now. */
function LeftBehind({ awaited: { title, files }, lacks, target, onGoTo, onLetGo }: LeftBehindProps) {
  const { formats } = useSpeech()
  const { leftBehind } = useQueueWords()
  return (
    <div role="status" className={styles['notice']}>
      <p>
        {leftBehind.what(formats.number(files), title)}
        {leftBehind.lacks[lacks]}
      </p>
      <div className={styles['ways']}>
        <button type="button" className="button button-small" onClick={onGoTo}>
          {leftBehind.goTo(title)}
        </button>
        <button type="button" className="button button-small" onClick={onLetGo}>
          {target && target.title !== '' ? leftBehind.putInto(target.title) : leftBehind.putElsewhere}
        </button>
      </div>
    </div>
  )
}
