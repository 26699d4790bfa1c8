import { useCallback, useEffect, useState } from 'react'
import type { Target } from '../../../engine/targets/target.ts'
import type { Wire } from '../../../engine/doors.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'
import type { TargetDocument } from '../target-document.ts'

/** What every family's options are given. */
export interface OptionsProps<Body extends TargetDocument['body'] = TargetDocument['body']> {
  readonly document: TargetDocument & { readonly body: Body }
  readonly wire: Wire
  readonly uploads: Pick<Uploads, 'cellsAhead' | 'lastRunLike' | 'subscribe'>
  readonly openId: string
  /** Choices that the address brought along; taken as the ones to begin with. */
  readonly linkOptions: URLSearchParams
  /** Tells the place that is chosen now; null as long as something is missing. */
  readonly onTarget: (target: Target | null) => void
}

export type BodyOf<Is extends TargetDocument['body']['is']> = Extract<TargetDocument['body'], { readonly is: Is }>

/** Tells of the target whenever what it is made of has changed. */
export function useTelling(target: Target | null, onTarget: (target: Target | null) => void): void {
  const text = JSON.stringify(target)
  useEffect(() => {
    onTarget(JSON.parse(text) as Target | null)
  }, [text, onTarget])
}

/** A choice among a few values, begun with a wish where it is one of them. */
export function useChoice<Value extends string>(
  values: readonly Value[],
  wish: string | null,
  usual: Value,
): readonly [Value, (value: Value) => void] {
  const [chosen, setChosen] = useState<Value>(() => values.find((value) => value === wish) ?? usual)
  return [chosen, useCallback((value: Value) => setChosen(value), [])]
}
