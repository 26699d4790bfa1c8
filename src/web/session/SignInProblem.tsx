import { isProblemKey } from '../../contract/problems/catalogue.ts'
import { Guidance } from '../guidance/Guidance.tsx'

/** @param props.problem From the address: a problem key, if the gateway wrote it. */
export function SignInProblem({ problem: said }: { readonly problem: string }) {
  const problem = isProblemKey(said) ? said : 'unknown-code'
  return (
    <Guidance
      surface="sign-in"
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
