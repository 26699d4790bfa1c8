import type { Target } from '../../../engine/targets/target.ts'
import type { Messages } from '../../i18n/zh-CN.ts'

/** How a queue is spoken of: by the kind of the place it goes into; where that is not a single one, in words that fit all. */
export function queueWordsFor([first, ...others]: readonly Target[], { queues }: Messages) {
  return first && others.length === 0 ? queues[first.is] : queues.several
}
