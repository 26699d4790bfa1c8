import { Boundary } from '../boundary/Boundary.tsx'
import { BrokenPage } from '../boundary/BrokenPage.tsx'
import { LazyModule } from '../lazy/lazy-module.ts'
import { guardQueues } from '../queue/state/leave-guard.ts'
import type { PageDrops } from '../drop/page-drops.ts'
import type { AskGateway } from '../platform/ask-gateway.ts'
import type { QueueBundle } from './queue-bundle.ts'
import { Workspace, type SignedInProps } from './Workspace.tsx'

/** Returns the signed-in page. Each person who works here gets one queue, opened on their first render. */
export function openWorkspace(ask: AskGateway, drops: PageDrops) {
  let current: { ownerOpenId: string; readonly bundle: LazyModule<QueueBundle> } | null = null

  const bundleOf = (ownerOpenId: string) => {
    if (current?.ownerOpenId !== ownerOpenId) {
      let opened: QueueBundle | null = null
      // Only the import is retried: the queue itself must be opened once, since its locks cannot be taken twice.
      const open = async () => {
        const { openQueueBundle } = await import('./open-queue-bundle.ts')
        return (opened ??= openQueueBundle(ownerOpenId))
      }
      current = { ownerOpenId, bundle: new LazyModule(open) }
      void current.bundle.come().then(({ tab }) => guardQueues(tab))
    }
    return current.bundle
  }

  const become = (ownerOpenId: string) => {
    current?.bundle.now?.tab.own(ownerOpenId)
    if (current) current.ownerOpenId = ownerOpenId
  }

  return function OpenWorkspace(props: SignedInProps) {
    const bundle = bundleOf(props.owner.openId)
    return (
      <Boundary fallback={(breakage) => <BrokenPage {...breakage} ask={ask} bundle={bundle} />}>
        <Workspace {...props} ask={ask} drops={drops} bundle={bundle} onBecome={(person) => become(person.openId)} />
      </Boundary>
    )
  }
}
