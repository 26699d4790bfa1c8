import type { OnChoose } from './DocumentLine.tsx'
import { Finder } from './Finder.tsx'
import type { FinderDoors } from './use-found.ts'
import type { WishAhead } from '../target/use-target.ts'
import { Guidance } from '../guidance/Guidance.tsx'

interface FindingProps {
  readonly doors: FinderDoors
  readonly text: string
  readonly onChoose: OnChoose
  readonly wishAhead: () => WishAhead
  readonly onSignIn: () => void
  readonly onGrant: (scopes: readonly string[]) => void
}

/** Looks for the document, and says what is wrong where looking fails. */
export function Finding({ onSignIn, onGrant, ...props }: FindingProps) {
  return (
    <Finder
      {...props}
      renderProblem={(failure, again) => (
        <Guidance
          place="target"
          occurrence={{ failure, fileName: null, documentTitle: null }}
          documentUrl={null}
          onAction={(action) => {
            if (action === 'retry') again()
            else if (action === 'grant-scopes') onGrant(failure.scopes)
            else onSignIn()
          }}
        />
      )}
    />
  )
}
