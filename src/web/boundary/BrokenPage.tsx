import type { ReactNode } from 'react'
import type { Uploads } from '../../engine/queue/uploads.ts'
import type { LazyModule } from '../lazy/lazy-module.ts'
import { homePath } from '../gateway/own-path.ts'
import { forgetJobs } from '../queue/state/forget-jobs.ts'
import { useQueue } from '../queue/state/use-queue.ts'
import { ReloadButton } from '../version/ReloadButton.tsx'
import { useI18n } from '../i18n/i18n.ts'
import type { LeavingBundle } from '../app/leaving-bundle.ts'
import type { QueueBundle } from '../app/queue-bundle.ts'
import type { Breakage } from './Boundary.tsx'
import { CopyError } from './CopyError.tsx'
import { ForgetDatabase } from './ForgetDatabase.tsx'

interface BrokenPageProps extends Breakage {
  /** The queue's bundle: it lives outside of React and goes on. */
  readonly bundle: LazyModule<QueueBundle> | null
  readonly leaving: LazyModule<LeavingBundle>
  /** Signing out forgets everything in this browser. */
  readonly isShared: boolean
}

/** Fallback for the whole page: what continues, and every way out, rendered with few dependencies. */
export function BrokenPage({ error, again, bundle, leaving, isShared }: BrokenPageProps) {
  const { messages } = useI18n()
  const uploads = bundle?.now?.tab.getSnapshot().queue?.uploads ?? null
  const leave = () =>
    void leaving
      .load()
      .then((end) => end.leaving.signOut(isShared))
      .finally(() => location.assign(homePath()))
  return (
    <main className="broken-page">
      <h1>{messages.broken.page}</h1>
      <p>{messages.broken.pageWhat}</p>
      {uploads && <GoesOn uploads={uploads} />}
      <div className="strip-buttons">
        <button type="button" className="button-primary button-small" onClick={again}>
          {messages.session.tryAgain}
        </button>
        <ReloadButton />
        <CopyError error={error} />
        <button type="button" className="button button-small" onClick={leave}>
          {messages.session.signOut}
        </button>
        {uploads ? <ForgetQueue onForget={() => forgetJobs(uploads, uploads.getSnapshot().ids)} /> : <ForgetDatabase />}
      </div>
    </main>
  )
}

function GoesOn({ uploads }: { readonly uploads: Uploads }): ReactNode {
  const { messages, formats } = useI18n()
  const { ids, counts } = useQueue(uploads)
  if (ids.length === 0) return null
  return <p role="status">{messages.uploads.counts(formats.number(counts.done), formats.number(ids.length))}</p>
}

function ForgetQueue({ onForget }: { readonly onForget: () => void }) {
  const { messages } = useI18n()
  // `confirm`, since our own dialogs may be what failed.
  const forget = () => {
    if (confirm(messages.broken.forgetSure)) onForget()
  }
  return (
    <button type="button" className="button button-small" onClick={forget}>
      {messages.broken.forget}
    </button>
  )
}
