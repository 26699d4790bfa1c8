import type { ReactNode } from 'react'
import { ReloadButton } from '../version/ReloadButton.tsx'
import { useI18n } from '../i18n/i18n.ts'
import { Boundary, type Breakage } from './Boundary.tsx'
import { CopyError } from './CopyError.tsx'

/** A part of the page with an error boundary and a short notice as fallback. */
export function Whole({ children }: { readonly children: ReactNode }) {
  return <Boundary fallback={(breakage) => <BrokenPart {...breakage} />}>{children}</Boundary>
}

function BrokenPart({ error, again }: Breakage) {
  const { messages } = useI18n()
  return (
    <div role="alert" className="strip">
      <p>{messages.broken.part}</p>
      <button type="button" className="button button-small" onClick={again}>
        {messages.session.tryAgain}
      </button>
      <ReloadButton />
      <CopyError error={error} />
    </div>
  )
}
