import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { Target } from '../../../engine/targets/target.ts'
import type { Failure, Job, Stage } from '../../../engine/job/job.ts'
import { WorkspaceContext } from '../../app/workspace-context.ts'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { spot, failureOf, fileToken } from '../../testing/jobs.ts'
import type { I18n } from '../../i18n/load-language.ts'
import { chinese } from '../../testing/languages.ts'
import { workspaceFacts } from '../../testing/workspace-facts.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { KeptFocus } from '../list/KeptFocus.tsx'
import { UploadQueue } from '../UploadQueue.tsx'
import { ThumbnailsContext, type Thumbnails } from '../thumbnail/thumbnails-context.ts'
import { useQueue } from '../state/use-queue.ts'

export const waiting: Stage = { at: 'waiting' }
export const done: Stage = { at: 'done', spot, fileToken }
export const failed = (problem: ProblemKey, facts: Partial<Failure> = {}): Stage => ({
  at: 'failed',
  failure: failureOf(problem, facts),
  leftover: null,
  kept: null,
})

interface Around {
  /** The target whose card is above the queue; null where none is chosen. */
  readonly chosen?: Target | null
  readonly i18n?: I18n
  readonly thumbnails?: Thumbnails | null
}

export const openQueue = (...jobs: readonly Job[]) => openQueueWith({}, ...jobs)

export function openQueueWith({ chosen = null, i18n = chinese, thumbnails = null }: Around, ...jobs: readonly Job[]) {
  const uploads = new FakeUploads()
  /** What the file chooser brings, one after the other. */
  const files: SourceFile[] = []
  const facts = workspaceFacts()
  const { actions } = facts
  actions.chooseFile.mockImplementation((take) => {
    const file = files.shift()
    if (file) take(file)
  })
  function Queue() {
    return (
      <WorkspaceContext value={facts}>
        <ThumbnailsContext value={thumbnails}>
          <KeptFocus>
            <UploadQueue uploads={uploads} snapshot={useQueue(uploads)} target={chosen} />
          </KeptFocus>
        </ThumbnailsContext>
      </WorkspaceContext>
    )
  }
  uploads.show(...jobs)
  renderPage(<Queue />, i18n)
  return { uploads, files, actions, user: userEvent.setup() }
}

export const rows = () =>
  within(screen.getByRole('list', { name: '上传队列' }))
    .getAllByRole('listitem')
    .map((row) => row.querySelector('p')?.textContent)
export const filter = (name: RegExp) => screen.getByRole<HTMLInputElement>('radio', { name })
/** What the page shows is drawn behind a frame. */
export const painted = () => act(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
