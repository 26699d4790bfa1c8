import { useCallback, useEffect, useState } from 'react'
import type { Target } from '../../../engine/targets/target.ts'
import type { TargetDocument } from '../target-document.ts'

/** Props of every family's options. */
export interface OptionsProps<Body extends TargetDocument['body'] = TargetDocument['body']> {
  readonly document: TargetDocument & { readonly body: Body }
  /** Initial values from the page's address. */
  readonly linkOptions: URLSearchParams
  /** Reports the target; null while something is missing. */
  readonly onTarget: (target: Target | null) => void
}

/** Reports the target whenever one of its parts changes. */
export function useReported(target: Target | null, onTarget: (target: Target | null) => void): void {
  const text = JSON.stringify(target)
  useEffect(() => {
    onTarget(JSON.parse(text) as Target | null)
  }, [text, onTarget])
}

/** State of a choice, initially `wish` if that is one of the values, else `usual`. */
export function useChoice<Value extends string>(
  values: readonly Value[],
  wish: string | null,
  usual: Value,
): readonly [Value, (value: Value) => void] {
  const [chosen, setChosen] = useState<Value>(() => values.find((value) => value === wish) ?? usual)
  return [chosen, useCallback((value: Value) => setChosen(value), [])]
}
