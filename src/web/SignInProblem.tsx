import type { ProblemKey } from '../contract/problems/catalogue.ts'
import { Guidance } from './guidance/Guidance.tsx'

export function SignInProblem({ problem }: { readonly problem: ProblemKey }) {
  return (
    <Guidance
      place="sign-in"
      occurrence={{
        failure: { problem, code: null, msg: '', logId: null, scopes: [] },
        fileName: null,
        documentTitle: null,
      }}
      documentUrl={null}
      onAction={() => undefined}
    />
  )
}
