import { useCallback, useMemo, useState } from 'react'
import type { Target } from '../../engine/targets/target.ts'
import type { Goal } from '../drop/intake/intake.ts'
import type { OptionsProps } from './options/choice.ts'
import { pageFamily } from './families.ts'
import { isWritable, type TargetDocument } from './target-document.ts'
import type { ChosenTarget } from './use-target.ts'

/** Props of the target options. */
export type Choice = Pick<OptionsProps, 'document' | 'linkOptions' | 'onTarget'>

/**
 * Combines the document with the choices made in its options. A docx has a default target; the other families need a choice.
 *
 * @returns The target, null while something is missing; and the props of the options, null without a document.
 */
export function useChosenTarget(document: TargetDocument | null): readonly [Target | null, Choice | null] {
  const [chosen, setChosen] = useState<{ readonly document: TargetDocument; readonly target: Target | null } | null>(
    null,
  )
  const [linkOptions] = useState(() => new URLSearchParams(location.search))
  const onTarget = useCallback(
    (target: Target | null) => {
      if (document) setChosen({ document, target })
    },
    [document],
  )
  const usual = useMemo(() => document && usualTargetOf(document, linkOptions), [document, linkOptions])
  if (!document) return [null, null]
  const target = chosen?.document === document ? chosen.target : usual
  return [target, { document, linkOptions, onTarget }]
}

/** Default target of a document; null if its family has none. */
export function usualTargetOf({ body, title, url }: TargetDocument, linkOptions: URLSearchParams): Target | null {
  return pageFamily(body.is).usualTargetOf?.({ body, title, url }, linkOptions) ?? null
}

/**
 * Where the page says that dropped files go: the target; a document that Feishu has not returned yet; or null, without a
 * document that takes files.
 */
export function useGoal({ state, link, shown }: ChosenTarget, target: Target | null): Goal {
  const isAwaited = state.is === 'checking' || (state.is === 'resolved' && isWritable(state.target))
  const title = (state.is === 'resolved' && state.target.title) || (shown?.title ?? '')
  return useMemo(() => {
    if (target) return target
    return isAwaited && link !== null ? { is: 'awaited', link, title } : null
  }, [target, isAwaited, link, title])
}
