import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { Target } from '../../../engine/targets/target.ts'
import type { Job, Stage } from '../../../engine/job/job.ts'
import { WorkspaceContext } from '../../app/workspace-context.ts'
import { app, fakeGateway, zhang } from '../../testing/fake-gateway.ts'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { spot, failureOf, fileToken } from '../../testing/jobs.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { KeptFocus } from '../list/KeptFocus.tsx'
import { UploadQueue } from '../UploadQueue.tsx'
import { useQueue } from '../state/use-queue.ts'

export const waiting: Stage = { at: 'waiting' }
export const done: Stage = { at: 'done', spot, fileToken }
export const failed = (problem: '1061004' | '1061045' | 'file-empty'): Stage => ({
  at: 'failed',
  failure: failureOf(problem),
  leftover: null,
  kept: null,
})

export const openQueue = (...jobs: readonly Job[]) => openQueueBelow(null, ...jobs)

/** A queue below the card of a target; null where none is chosen. */
export function openQueueBelow(chosenTarget: Target | null, ...jobs: readonly Job[]) {
  const uploads = new FakeUploads()
  const chosen: SourceFile[] = []
  const actions = {
    pickDocument: () => undefined,
    signIn: () => undefined,
    grant: () => undefined,
    chooseFile: (take: (file: SourceFile) => void) => {
      const file = chosen.shift()
      if (file) take(file)
    },
  }
  const facts = { owner: zhang, present: zhang, app, ask: fakeGateway(zhang).ask, actions }
  function Queue() {
    return (
      <WorkspaceContext value={facts}>
        <KeptFocus>
          <UploadQueue uploads={uploads} snapshot={useQueue(uploads)} target={chosenTarget} />
        </KeptFocus>
      </WorkspaceContext>
    )
  }
  uploads.show(...jobs)
  renderPage(<Queue />)
  return { uploads, chosen, user: userEvent.setup() }
}

export const rows = () =>
  within(screen.getByRole('list', { name: '上传队列' }))
    .getAllByRole('listitem')
    .map((row) => row.querySelector('p')?.textContent)
export const filter = (name: RegExp) => screen.getByRole<HTMLInputElement>('radio', { name })
/** What the page shows is drawn behind a frame. */
export const painted = () => act(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
