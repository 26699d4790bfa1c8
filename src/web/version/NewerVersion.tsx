import { useI18n } from '../i18n/i18n.ts'
import { ReloadButton } from './ReloadButton.tsx'
import { useNewerVersion, type VersionWatch } from './newer-version.ts'

interface NewerVersionProps {
  /** Files are pending. */
  readonly isPending: boolean
  /** They survive a reload. */
  readonly isKept: boolean
  /** The page's own, unless a test brings one. */
  readonly watch?: VersionWatch
}

/** Offers to load a newer version of the page; never reloads by itself, since that interrupts uploads. */
export function NewerVersion({ isPending, isKept, watch }: NewerVersionProps) {
  const { version } = useI18n().messages
  if (!useNewerVersion(watch)) return null
  const say = isPending ? (isKept ? version.newerKept : version.newerLater) : version.newer
  return (
    <div role="status" className="strip">
      <p>{say}</p>
      {(isKept || !isPending) && <ReloadButton />}
    </div>
  )
}
