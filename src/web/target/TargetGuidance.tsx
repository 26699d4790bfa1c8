import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { Action } from '../../contract/problems/problem.ts'
import type { Failure } from '../../engine/job/job.ts'
import { Guidance } from '../guidance/Guidance.tsx'
import { useWorkspace } from '../app/workspace-context.ts'
import { pageFamily } from './families.ts'
import { useProblemMessages } from '../i18n/i18n.ts'
import type { ChosenTarget } from './use-target.ts'
import styles from './TargetGuidance.module.css'

const readOnly: Omit<Failure, 'problem'> = { code: null, msg: '', logId: null, scopes: [] }

interface TargetGuidanceProps {
  readonly chosen: ChosenTarget
  /** Why Feishu has refused files of the document; null where it has not. */
  readonly refusal: ProblemKey | null
}

/** Guidance for a problem of the chosen document, if it has one. */
export function TargetGuidance({ chosen, refusal }: TargetGuidanceProps) {
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
  // The failed files show the details, and the card has the buttons.
  if (refusal) return <Refusal problem={refusal} />
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

/** What to do about a document that took files before. */
function Refusal({ problem }: { readonly problem: ProblemKey }) {
  const { remedy } = useProblemMessages()[problem]
  return <p className={styles['refusal']}>{remedy}</p>
}
