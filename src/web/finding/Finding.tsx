import { Finder } from './Finder.tsx'
import type { FinderProps } from './finder-props.ts'
import { useWorkspace } from '../app/workspace-context.ts'
import { Guidance } from '../guidance/Guidance.tsx'

/** The finder, with guidance for failed calls. */
export function Finding(props: Omit<FinderProps, 'renderProblem'>) {
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
