import { expect, test } from 'vitest'
import type { FileToken } from '../../contract/feishu/ids.ts'
import { ownFailure } from '../job/failure.ts'
import type { Job } from '../job/job.ts'
import { nowhere } from '../job/spot.ts'
import type { Target } from '../targets/target.ts'
import { baseTarget } from '../testing/lives/family-worlds.ts'
import { fileOf } from '../testing/hand-held-doors.ts'
import { targetOf } from '../testing/world.ts'
import { newJob } from './make-job.ts'
import { statusOf } from './status.ts'

const dayUsedUp = { ...ownFailure('day-used-up'), untilMs: 1, calls: ['whole'] } as const

test('A sent file that waits for files before it is held with them, one that only waits to be bound is not', () => {
  expect(statusOf(sentTo(baseTarget({ is: 'new', nameField: null })), dayUsedUp)).toBe('waiting')
  expect(statusOf(sentTo(targetOf('doc1')), dayUsedUp)).toBe('active')
})

function sentTo(target: Target): Job {
  return {
    ...newJob('1', fileOf('a.png'), target),
    stage: { at: 'sent', spot: nowhere, fileToken: 'file1' as FileToken },
  }
}
