import { useCallback, useMemo, useState } from 'react'
import type { Target } from '../../engine/targets/target.ts'
import type { OptionsProps } from './options/choice.ts'
import { linkOptionsOf } from './link-options.ts'
import type { TargetDocument } from './target-document.ts'

/** What the choice of a place is made with. */
export type Choice = Pick<OptionsProps, 'document' | 'linkOptions' | 'onTarget'>

/**
 * Where files go: the document with what was chosen in it. A docx takes files at its end before anything is chosen; the other
 * kinds have to know more first.
 *
 * @returns The target, null as long as something is missing; and what the choice is made with, null without a document.
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

/** Where files go before anybody has chosen a place; null where there is no usual one. */
export function usualTargetOf({ body, title, url }: TargetDocument, linkOptions: URLSearchParams): Target | null {
  if (body.is !== 'docx') return null
  return { is: 'docx', documentId: body.documentId, title, url, ...linkOptionsOf(linkOptions) }
}
