import { useState } from 'react'
import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { Job, Stage } from '../../../engine/job/job.ts'
import { Guidance } from '../../guidance/Guidance.tsx'
import { KeptFocus } from '../../queue/list/KeptFocus.tsx'
import { UploadQueue } from '../../queue/UploadQueue.tsx'
import { useQueue } from '../../queue/state/use-queue.ts'
import { FakeUploads } from '../fake-uploads.ts'
import { failureOf, fileNamed, fileToken, importTarget, jobAt, spot, target, uploadId } from '../jobs.ts'
import { Sample } from './Sample.tsx'

const parts = { uploadId, partBytes: 250, accepted: new Set([0]), expiresAtMs: 0 }
const sending = (sentBytes: number) =>
  ({ at: 'sending', spot, sentBytes, acceptedBytes: 0, parts: null, holdup: null }) as const
const failed = (problem: ProblemKey) =>
  ({ at: 'failed', failure: failureOf(problem), leftover: null, kept: null }) as const

const stages: readonly (readonly [name: string, stage: Stage, facts?: Partial<Job>])[] = [
  ['等待中.docx', { at: 'waiting' }],
  ['准备中.png', { at: 'placing', holdup: null }],
  ['已有位置.png', { at: 'placed', spot, parts: null }],
  ['上传中.pdf', sending(420)],
  ['分片上传.mp4', { at: 'sending', spot, sentBytes: 500, acceptedBytes: 250, parts, holdup: null }],
  ['飞书确认中.zip', sending(1000)],
  ['等公司的额度.csv', { at: 'placing', holdup: { is: 'quota-wait', why: 'turn', ahead: 12 } }],
  ['马上再试.png', { ...sending(0), holdup: { is: 'repeat', problem: '99991400', attempt: 2, untilMs: 4e12 } }],
  ['已传完.xlsx', { at: 'sent', spot, fileToken }],
  ['正在放入.pptx', { at: 'binding', spot, fileToken, holdup: null }],
  ['已在文档中.png', { at: 'done', spot, fileToken }],
  ['已暂停.mov', { at: 'placed', spot, parts }, { paused: true }],
  ['缺少文件.mp3', { at: 'waiting' }, { lacksFile: true }],
  ['已取消.txt', { at: 'cancelled', leftover: null }],
  ['没有权限.md', failed('1061004')],
  [`${'很长的名字'.repeat(12)}.png`, failed('1061113')],
]

function jobs(): readonly Job[] {
  return stages.map(([name, stage, facts], at) => ({ ...jobAt(`job-${at}`, stage, fileNamed(name)), ...facts }))
}

/** A queue with a row in every state, one that is on hold, and one that has ended. */
export function Queues() {
  return (
    <>
      <Queue title="Rows in every state" of={jobs()} />
      <Queue
        title="An import"
        of={[jobAt('import', { at: 'binding', spot, fileToken, holdup: null }, fileNamed('a.docx'), importTarget)]}
      />
      <Queue title="All in the document" of={[jobAt('done', { at: 'done', spot, fileToken }, fileNamed('b.png'))]} />
    </>
  )
}

function Queue({ title, of }: { readonly title: string; readonly of: readonly Job[] }) {
  const [uploads] = useState(() => {
    const made = new FakeUploads()
    made.show(...of)
    return made
  })
  return (
    <Sample title={title}>
      <KeptFocus>
        <UploadQueue uploads={uploads} snapshot={useQueue(uploads)} target={target} />
      </KeptFocus>
    </Sample>
  )
}

export function Guidances() {
  return (
    <>
      <div className="strip">
        <p>A message with its buttons on a line of its own.</p>
        <button type="button" className="button button-small">
          Reload
        </button>
      </div>
      {(['1770032', 'offline'] as const).map((problem) => (
        <Guidance
          key={problem}
          surface="target"
          occurrence={{ failure: failureOf(problem), fileName: null, documentTitle: target.title }}
          documentUrl={target.url}
          onAction={() => undefined}
        />
      ))}
    </>
  )
}
