import { Boundary } from './boundary/Boundary.tsx'
import { BrokenPage } from './boundary/BrokenPage.tsx'
import type { Uploads } from '../engine/uploads.ts'
import { Late } from './late.ts'
import { isPending } from './uploads/is-pending.ts'
import { guardLeaving } from './uploads/leave-guard.ts'
import type { AskGateway } from './wire/ask-gateway.ts'
import type { Work } from './work.ts'
import { Workspace, type SignedInProps } from './Workspace.tsx'

/** Asks before the page is left while files of the tab's queue are on their way, whichever queue it has. */
function guardQueues(tab: Work['tab']): void {
  const queueOf = () => tab.getSnapshot().queue?.uploads ?? null
  const guarded = new WeakSet<Uploads>()
  const look = () => {
    const uploads = queueOf()
    if (!uploads || guarded.has(uploads)) return
    guarded.add(uploads)
    const subscribe = (listener: () => void) => {
      const stops = [uploads.subscribe(listener), tab.subscribe(listener)]
      return () => stops.forEach((stop) => stop())
    }
    guardLeaving({ subscribe }, () => queueOf() === uploads && isPending(uploads.getSnapshot()))
  }
  tab.subscribe(look)
  look()
}

/** Gives the page for signed-in people: one queue for each person who works here, begun when they come. */
export function openWorkspace(ask: AskGateway) {
  let current: { ownerOpenId: string; readonly work: Late<Work> } | null = null

  const workOf = (ownerOpenId: string) => {
    if (current?.ownerOpenId !== ownerOpenId) {
      let opened: Work | null = null
      // Only the fetching is repeated: a queue that was claimed once can not be claimed again.
      const open = async () => {
        const { openWork } = await import('./open-work.ts')
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
