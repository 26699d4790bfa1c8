import type { Duplicate } from '../../../engine/queue/uploads.ts'
import type { QueueMessages } from '../../i18n/zh-CN/queue.ts'

/** Words for a question about these files: for those that only the history knows, whose contents nobody has compared, words of their own. */
export function wordsFor(duplicates: readonly Duplicate[], say: QueueMessages['duplicates']) {
  const { earlier, sameName } = say
  const isOther = ({ canReplace }: Duplicate) => canReplace
  if (!duplicates.some(({ arrived }) => arrived)) {
    return { words: duplicates.every(isOther) ? sameName : say, keeping: say, ifReplaced: null }
  }
  const ifReplaced = duplicates.some(isOther) ? earlier.ifReplaced : null
  return duplicates.every(({ arrived }) => arrived)
    ? { words: earlier, keeping: earlier, ifReplaced }
    : { words: { ...say, what: earlier.what }, keeping: say, ifReplaced }
}
