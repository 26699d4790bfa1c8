import { expect, test } from 'vitest'
import { answered, defineExperiment, forAPerson, type AnyExperiment, type Finding } from '../experiment.ts'
import type { Outcome } from '../run/run-experiments.ts'
import { asText, placesToLookAt } from './as-text.ts'
import { makeReport } from './report.ts'

const experiment: AnyExperiment = defineExperiment({
  question: 'U5',
  title: 'What is an empty media file answered?',
  answers: {
    refused: { says: 'it is refused', means: 'As built.' },
    taken: { says: 'it is taken', means: 'Empty files could be let through.' },
  },
  expected: 'refused',
  callsAtMost: 1,
  needs: [],
  run: (): Promise<Finding<'refused' | 'taken'>> => Promise.resolve(answered('refused')),
})
const evidence = [
  { route: 'uploadAll', status: 200, code: 0, logId: 'log-1', ms: 30 },
  { route: 'uploadAll', status: 400, code: 1061002, logId: 'log-2', ms: 10 },
] as const

function reportOf(outcomes: readonly Outcome[]) {
  return makeReport({
    outcomes,
    against: 'feishu',
    identity: 'person',
    beganAt: '2026-11-30T10:00:00.000Z',
    seconds: 12,
    node: '24.0.0',
    stopped: false,
    budget: { allowed: { calls: 10, uploads: 5 }, spent: { calls: 2, uploads: 2 } },
    preparation: { missing: ['a sheet: HTTP 400, code 1'], evidence: [] },
    otherEvidence: [],
    cleanUp: {
      removed: { document: 1 },
      left: [{ what: 'folder', why: 'deleteFile answered 99991679', where: 'https://x.feishu.cn/drive/folder/a' }],
    },
  })
}

test('an answer that the product is not built for stands beside the expected one, with what it means', () => {
  const report = reportOf([{ experiment, finding: answered('taken', 'code 0'), evidence }])
  expect(report.questions[0]).toMatchObject({
    result: 'otherwise',
    expected: 'it is refused',
    seen: 'it is taken (code 0)',
    means: 'Empty files could be let through.',
  })
  const text = asText(report)
  expect(text).toContain('seen      OTHERWISE: it is taken (code 0)')
  expect(text).toContain('evidence  2 calls, the last: uploadAll, code 1061002, 10 ms, log id log-2')
})

test('routes are told with their codes and times', () => {
  const { routes, notCalled } = reportOf([{ experiment, finding: answered('refused'), evidence }])
  expect(routes).toEqual([
    { route: 'uploadAll', calls: 2, codes: { 0: 1, 1061002: 1 }, ms: { least: 10, median: 30, most: 30 } },
  ])
  expect(notCalled).toContain('createDocument')
})

test('what is left behind is named without its address', () => {
  const report = reportOf([])
  expect(JSON.stringify(report)).not.toContain('x.feishu.cn')
  expect(asText(report)).toContain('LEFT BEHIND: folder, deleteFile answered 99991679')
})

test('a report on Feishu ends with how its answers are used, one on the simulator does not', () => {
  const report = reportOf([])
  expect(asText({ ...report, against: 'feishu' })).toContain('FEISHU_FACTS')
  expect(asText({ ...report, against: 'simulator' })).not.toContain('FEISHU_FACTS')
})

test('what only a person sees is said with where it is', () => {
  const outcome: Outcome = { experiment, finding: forAPerson('Which are shown?'), evidence: [] }
  expect(placesToLookAt([outcome], ['https://x.feishu.cn/drive/folder/a'])).toContain(
    'https://x.feishu.cn/drive/folder/a',
  )
  expect(placesToLookAt([{ ...outcome, finding: answered('refused') }], [])).toBe('')
})
