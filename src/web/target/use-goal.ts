import { useMemo } from 'react'
import type { Target } from '../../engine/targets/target.ts'
import type { Goal } from '../drop/intake.ts'
import type { ChosenTarget } from './use-target.ts'
import { isWritable } from './target-document.ts'

/**
 * What the page shows as the place of files: the target; a document of which Feishu has not told enough yet; or nothing, where no
 * document is chosen, or one that takes none.
 */
export function useGoal({ state, link, shown }: ChosenTarget, target: Target | null): Goal {
  const isAwaited = state.is === 'checking' || (state.is === 'resolved' && isWritable(state.target))
  const title = (state.is === 'resolved' && state.target.title) || (shown?.title ?? '')
  return useMemo(() => {
    if (target) return target
    return isAwaited && link !== null ? { is: 'awaited', link, title } : null
  }, [target, isAwaited, link, title])
}
