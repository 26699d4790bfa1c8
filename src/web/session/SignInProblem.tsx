import { isProblemKey } from '../../contract/problems/catalogue.ts'
import { Guidance } from '../guidance/Guidance.tsx'

interface SignInProblemProps {
  /** From the address, or of the catalogue: a problem key, if the gateway wrote it. */
  readonly problem: string
  /** What Feishu's app said. */
  readonly code?: number | null
  readonly msg?: string
}

export function SignInProblem({ problem: said, code = null, msg = '' }: SignInProblemProps) {
  const problem = isProblemKey(said) ? said : 'unknown-code'
  return (
    <Guidance
      surface="sign-in"
      occurrence={{
        failure: { problem, code, msg, logId: null, scopes: [] },
        fileName: null,
        documentTitle: null,
      }}
      documentUrl={null}
      onAction={() => undefined}
    />
  )
}
