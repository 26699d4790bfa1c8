import { plural } from '../plural.ts'
import type { QueueMessages } from '../zh-CN/queue.ts'

const files = plural('en', { one: 'file', other: 'files' })

/** Messages about files that are there already. */
export const duplicates = {
  title: (count) => `${count} ${files(count)} are duplicates`,
  what: 'These files have been added already: same path and size, no difference in their contents. Tick those to add once more; the rest are skipped.',
  titleOne: 'This file has been added already',
  whatOne: 'Same path and size, no difference in the contents. Add it once more?',
  list: 'Duplicate files',
  isDone: 'In place',
  isOnItsWay: 'In the queue',
  isInSameDrop: 'Added more than once just now',
  skip: 'Skip',
  keep: 'Keep both',
  skipAll: 'Skip all',
  keepAll: 'Keep both for all',
  keepSome: (count) => `Keep ${count}, skip the rest`,
  differs: 'Other contents',
  replace: 'Replace it',
  replaceSome: (count) => `Replace ${count}`,
  earlier: {
    title: (count) => `${count} ${files(count)} were added before`,
    what: 'Of those added before, only size and date were compared, not the contents; nobody has looked whether they are still there. Tick those to add again.',
    titleOne: 'This file was added before',
    whatOne:
      'Only size and date were compared, not the contents, and nobody has looked whether the earlier one is still there.',
    ifReplaced:
      'Before replacing, the place is looked at: where the earlier file is gone or was changed, the new one is added.',
    is: 'Added before',
    same: 'Same size and date',
    otherDate: 'Only its date differs',
    otherSize: 'Other size',
    keep: 'Add it again',
    keepAll: 'Add all again',
    keepSome: (count) => `Add ${count} again, skip the rest`,
  },
  sameName: {
    title: (count) => `${count} ${files(count)} of the same name are there already`,
    what: 'You added files of these names before; their contents differ. They can be replaced in their places. What somebody else changed stays, and the new file is added. Tick those to add beside.',
    titleOne: 'A file of this name is there already',
    whatOne:
      'You added it before; the contents differ. It can be replaced in its place. If somebody else changed it, it stays, and the new file is added.',
  },
} satisfies QueueMessages['duplicates']
