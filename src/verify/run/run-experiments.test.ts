import { expect, test } from 'vitest'
import { Budget } from '../calls/budget.ts'
import { Pace } from '../calls/pace.ts'
import { must, type Places } from '../doors.ts'
import { answered, defineExperiment, type AnyExperiment } from '../experiment.ts'
import { readAnswer } from '../../contract/feishu/api.ts'
import { getRootFolderRequest } from '../../contract/feishu/drive/folders.ts'
import { answerOf, HandDrivenWire, site } from '../testing/hand-driven.ts'
import * as v from 'valibot'
import { Ledger } from './ledger.ts'
import { allowanceOf, runExperiments } from './run-experiments.ts'

const answers = { yes: { says: 'it does', means: 'Nothing.' } } as const
const plain = { answers, expected: 'yes', callsAtMost: 1, needs: [] } as const

function experimentOf(question: string, more: Partial<AnyExperiment> = {}): AnyExperiment {
  return {
    ...defineExperiment({ ...plain, question, title: question, run: () => Promise.resolve(answered('yes')) }),
    ...more,
  }
}

function run(
  experiments: readonly AnyExperiment[],
  more: { wire?: HandDrivenWire; places?: Places; isStopped?: () => boolean } = {},
) {
  return runExperiments({
    experiments,
    wire: more.wire ?? new HandDrivenWire(),
    pace: new Pace(),
    repeats: new Budget({ calls: 0, uploads: 0 }),
    isStopped: more.isStopped ?? (() => false),
    places: more.places ?? {},
    site,
    ledger: new Ledger(),
    onBegin: () => undefined,
  })
}

test('an experiment that fails is told with its last call, and does not keep the next', async () => {
  const wire = new HandDrivenWire(() => answerOf({ code: 99991679, msg: 'names 张三' }, 400))
  const fails = experimentOf('A', {
    run: async ({ call }) => {
      must(readAnswer(await call(getRootFolderRequest()), v.unknown()))
      return answered('yes')
    },
  })
  const [first, second] = await run([fails, experimentOf('B')], { wire })
  expect(first?.finding).toEqual({ is: 'failed', why: 'getRootFolder: HTTP 400, code 99991679' })
  expect(second?.finding.is).toBe('answered')
})

test('an experiment that wants more calls than it said fails, and the call is not made', async () => {
  const wire = new HandDrivenWire()
  const greedy = experimentOf('A', {
    run: async ({ call }) => {
      await call(getRootFolderRequest())
      await call(getRootFolderRequest())
      return answered('yes')
    },
  })
  const [outcome] = await run([greedy], { wire })
  expect(outcome?.finding).toEqual({ is: 'failed', why: 'it wanted more than 1 calls' })
  expect(wire.sent).toHaveLength(1)
})

test('what an experiment needs and is not there is said, and it makes no call', async () => {
  const [outcome] = await run([experimentOf('A', { needs: ['base'] })])
  expect(outcome?.finding).toMatchObject({ is: 'not-tried', why: expect.stringContaining('--base') as string })
})

test('after a stop nothing more is tried', async () => {
  let stopped = false
  const stops = experimentOf('A', {
    run: () => {
      stopped = true
      return Promise.resolve(answered('yes'))
    },
  })
  const outcomes = await run([stops, experimentOf('B')], { isStopped: () => stopped })
  expect(outcomes.map(({ finding }) => finding.is)).toEqual(['answered', 'not-tried'])
})

test('what all may spend is the sum of what each says', () => {
  const sum = allowanceOf([
    experimentOf('A', { callsAtMost: 3, uploadsAtMost: 2 }),
    experimentOf('B', { callsAtMost: 4 }),
  ])
  expect(sum).toEqual({ calls: 7, uploads: 2 })
})
