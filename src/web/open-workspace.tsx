import { Late } from './late.ts'
import type { AskGateway } from './wire/ask-gateway.ts'
import type { Work } from './work.ts'
import { Workspace, type SignedInProps } from './Workspace.tsx'

/** Gives the page for signed-in people: one queue for each person who works here, begun when they come. */
export function openWorkspace(ask: AskGateway) {
  let current: { ownerOpenId: string; readonly work: Late<Work> } | null = null

  const workOf = (ownerOpenId: string) => {
    if (current?.ownerOpenId !== ownerOpenId) {
      const open = async () => (await import('./open-work.ts')).openWork(ownerOpenId)
      current = { ownerOpenId, work: new Late(open) }
    }
    return current.work
  }

  const become = (ownerOpenId: string) => {
    current?.work.now?.tab.own(ownerOpenId)
    if (current) current.ownerOpenId = ownerOpenId
  }

  return function OpenWorkspace(props: SignedInProps) {
    return (
      <Workspace {...props} ask={ask} work={workOf(props.owner.openId)} onBecome={(person) => become(person.openId)} />
    )
  }
}
