import { Boundary } from '../boundary/Boundary.tsx'
import { BrokenPage } from '../boundary/BrokenPage.tsx'
import { Late } from '../lazy/lazy-module.ts'
import { guardQueues } from '../queue/state/leave-guard.ts'
import type { AskGateway } from '../platform/ask-gateway.ts'
import type { Work } from './queue-bundle.ts'
import { Workspace, type SignedInProps } from './Workspace.tsx'

/** Gives the page for signed-in people: one queue for each person who works here, begun when they come. */
export function openWorkspace(ask: AskGateway) {
  let current: { ownerOpenId: string; readonly work: Late<Work> } | null = null

  const workOf = (ownerOpenId: string) => {
    if (current?.ownerOpenId !== ownerOpenId) {
      let opened: Work | null = null
      // Only the fetching is repeated: a queue that was claimed once can not be claimed again.
      const open = async () => {
        const { openWork } = await import('./open-queue-bundle.ts')
        return (opened ??= openWork(ownerOpenId))
      }
      current = { ownerOpenId, work: new Late(open) }
      void current.work.come().then(({ tab }) => guardQueues(tab))
    }
    return current.work
  }

  const become = (ownerOpenId: string) => {
    current?.work.now?.tab.own(ownerOpenId)
    if (current) current.ownerOpenId = ownerOpenId
  }

  return function OpenWorkspace(props: SignedInProps) {
    const work = workOf(props.owner.openId)
    return (
      <Boundary fallback={(breakage) => <BrokenPage {...breakage} ask={ask} work={work} />}>
        <Workspace {...props} ask={ask} work={work} onBecome={(person) => become(person.openId)} />
      </Boundary>
    )
  }
}
