import { useI18n } from '../i18n/i18n.ts'
import { ReloadButton } from './ReloadButton.tsx'
import { useNewerVersion } from './newer-version.ts'

interface NewerVersionProps {
  /** Files are on their way. */
  readonly isPending: boolean
  /** They outlive a reload. */
  readonly isKept: boolean
}

/** Offers a newer version of the page; never takes it by itself, for a reload interrupts what is on its way. */
export function NewerVersion({ isPending, isKept }: NewerVersionProps) {
  const { version } = useI18n().messages
  if (!useNewerVersion()) return null
  const say = isPending ? (isKept ? version.newerKept : version.newerLater) : version.newer
  return (
    <div role="status" className="strip">
      <p>{say}</p>
      {(isKept || !isPending) && <ReloadButton />}
    </div>
  )
}
