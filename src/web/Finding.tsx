import { Finder } from './finding/Finder.tsx'
import type { FinderDoors } from './finding/use-found.ts'
import { Guidance } from './guidance/Guidance.tsx'

interface FindingProps {
  readonly doors: FinderDoors
  readonly text: string
  readonly onChoose: (link: string) => void
  readonly onSignIn: () => void
}

/** Looks for the document, and says what is wrong where looking fails. */
export function Finding({ onSignIn, ...props }: FindingProps) {
  return (
    <Finder
      {...props}
      renderProblem={(failure, again) => (
        <Guidance
          place="target"
          occurrence={{ failure, fileName: null, documentTitle: null }}
          documentUrl={null}
          onAction={(action) => (action === 'retry' ? again() : onSignIn())}
        />
      )}
    />
  )
}
