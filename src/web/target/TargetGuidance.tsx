import type { Action } from '../../contract/problems/problem.ts'
import type { Failure } from '../../engine/job/job.ts'
import { Guidance } from '../guidance/Guidance.tsx'
import { useWorkspace } from '../app/workspace-context.ts'
import { pageFamily } from './families.ts'
import type { ChosenTarget } from './use-target.ts'

const readOnly: Omit<Failure, 'problem'> = { code: null, msg: '', logId: null, scopes: [] }

/** Guidance for a problem of the chosen document, if it has one. */
export function TargetGuidance({ chosen }: { readonly chosen: ChosenTarget }) {
  const { state } = chosen
  const { actions } = useWorkspace()
  const act = (action: Action) => {
    if (action === 'retry') chosen.lookAgain()
    else if (action === 'sign-in') actions.signIn()
    else if (action === 'grant-scopes' && state.is === 'unusable') actions.grant(state.error.failure.scopes)
  }
  if (state.is === 'unusable') {
    const { failure } = state.error
    return (
      <Guidance
        key={failure.problem}
        surface="target"
        occurrence={{ failure, fileName: null, documentTitle: null }}
        documentUrl={chosen.address}
        onAction={act}
      />
    )
  }
  if (state.is !== 'resolved' || state.target.mayEdit !== false) return null
  return (
    <Guidance
      surface="target"
      occurrence={{
        failure: { ...readOnly, problem: pageFamily(state.target.body.is).readOnlyProblem },
        fileName: null,
        documentTitle: state.target.title,
      }}
      actorName={state.target.ownerName}
      documentUrl={state.target.url}
      onAction={act}
    />
  )
}
