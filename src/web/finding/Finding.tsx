import type { OnChoose } from './DocumentLine.tsx'
import { Finder } from './Finder.tsx'
import type { FinderDoors } from './finder-doors.ts'
import type { WishAhead } from '../target/use-target.ts'
import { useWorkspace } from '../app/workspace-context.ts'
import { Guidance } from '../guidance/Guidance.tsx'

interface FindingProps {
  readonly doors: FinderDoors
  readonly text: string
  readonly onChoose: OnChoose
  readonly wishAhead: () => WishAhead
}

/** The finder, with guidance for failed calls. */
export function Finding(props: FindingProps) {
  const { actions } = useWorkspace()
  return (
    <Finder
      {...props}
      renderProblem={(failure, again) => (
        <Guidance
          surface="target"
          occurrence={{ failure, fileName: null, documentTitle: null }}
          documentUrl={null}
          onAction={(action) => {
            if (action === 'retry') again()
            else if (action === 'grant-scopes') actions.grant(failure.scopes)
            else actions.signIn()
          }}
        />
      )}
    />
  )
}
