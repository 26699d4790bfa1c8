import { problems, type ProblemKey } from '../../contract/problems/catalogue.ts'
import { useI18n } from '../i18n/i18n.ts'

/** Who can do something about a problem. `name`: of that person; empty when unknown. */
export function useActorText(problem: ProblemKey, name = ''): string {
  const { guidance } = useI18n().messages
  const actor = guidance.actors[problems[problem].actor]
  return name === '' ? actor : guidance.actorNamed(actor, name)
}
