import { useMemo } from 'react'
import type { Target } from '../../engine/targets/target.ts'
import type { Goal } from '../drop/intake.ts'
import type { ChosenTarget } from './use-target.ts'
import { isWritable } from './target-document.ts'

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
