import { answered, defineExperiment, notDecided } from '../../experiment.ts'
import { addParagraphs, childIds } from './blocks.ts'

/** U31: an index is counted at revision r; meanwhile a paragraph was put before it. */
export const editAtOlderRevision = defineExperiment({
  question: 'U31',
  title: 'To what does the index of an edit at an older revision refer?',
  answers: {
    'carried-forward': {
      says: 'to that revision: it is carried forward over what came since',
      means: 'Places stay right while others write above them.',
    },
    ignored: {
      says: 'to the newest revision, as if none had been named',
      means:
        'Blocks can land between those of others; the look after each edit finds them, and goes on by what it sees.',
    },
  },
  expected: null,
  callsAtMost: 5,
  needs: ['document'],
  async run(doors) {
    const before = (await childIds(doors)).length
    const { ids, revisionId } = await addParagraphs(doors, ['verify: first', 'verify: second'])
    if (revisionId === null) return notDecided('the answer names no revision')
    // At `revisionId`, the place behind the first paragraph is `before + 1`.
    await addParagraphs(doors, ['verify: meanwhile'], { index: before })
    const { ids: late } = await addParagraphs(doors, ['verify: at an older revision'], {
      index: before + 1,
      revisionId,
    })
    const order = await childIds(doors)
    const [first, lateAt] = [order.indexOf(ids[0] as never), order.indexOf(late[0] as never)]
    if (lateAt === first + 1) return answered('carried-forward')
    if (lateAt === first) return answered('ignored')
    return notDecided(`it stands ${lateAt - first} places behind the block that it was to follow`)
  },
})
