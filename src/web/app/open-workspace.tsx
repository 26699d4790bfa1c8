import { Boundary } from '../boundary/Boundary.tsx'
import { BrokenPage } from '../boundary/BrokenPage.tsx'
import { LazyModule } from '../lazy/lazy-module.ts'
import { guardQueues } from '../queue/state/guard-queues.ts'
import type { PageDrops } from '../drop/page-drops.ts'
import type { Embedding } from '../embed/embedding.ts'
import type { AskGateway } from '../gateway/ask-gateway.ts'
import { isSharedComputer } from '../session/shared-computer.ts'
import type { LeavingBundle } from './leaving-bundle.ts'
import type { QueueBundle } from './queue-bundle.ts'
import { Workspace, type SignedInProps } from './Workspace.tsx'
import type { Person } from './workspace-context.ts'

/** Returns the signed-in page. Each person who works here gets one queue, opened on their first render. */
export function openWorkspace(
  ask: AskGateway,
  drops: PageDrops,
  leaving: LazyModule<LeavingBundle>,
  embedding: Embedding | null,
) {
  let current: { ownerOpenId: string; readonly bundle: LazyModule<QueueBundle> } | null = null

  const bundleOf = (ownerOpenId: string, app: SignedInProps['app']) => {
    if (current?.ownerOpenId !== ownerOpenId) {
      let opened: QueueBundle | null = null
      // Only the import is retried: the queue itself must be opened once, since its locks cannot be taken twice.
      const open = async () => {
        const { openQueueBundle } = await import('./open-queue-bundle.ts')
        return (opened ??= openQueueBundle(ownerOpenId, { ask, app }))
      }
      current = { ownerOpenId, bundle: new LazyModule(open) }
      void current.bundle.load().then(async ({ tab, history }) => {
        guardQueues(tab)
        const { stopFirst } = (await leaving.load()).leaving
        stopFirst(tab.end)
        stopFirst(history.end)
      })
    }
    return current.bundle
  }

  const become = (ownerOpenId: string) => {
    current?.bundle.now?.tab.own(ownerOpenId)
    current?.bundle.now?.history.own(ownerOpenId)
    if (current) current.ownerOpenId = ownerOpenId
  }

  return function OpenWorkspace(props: SignedInProps) {
    const bundle = bundleOf(props.owner.openId, props.app)
    const isShared = isSharedComputer(props.app)
    const onOwner = (owner: Person | null) => {
      // The next visitor must not find what this one used. An error leaves the sign-in page, and forgets what it can.
      if (owner === null && isShared)
        void leaving.load().then((end) => end.leaving.signOut(true).catch(() => undefined))
      props.onOwner(owner)
    }
    const ends = { leaving, isShared, bundle }
    return (
      <Boundary fallback={(breakage) => <BrokenPage {...breakage} {...ends} />}>
        <Workspace
          {...props}
          onOwner={onOwner}
          opened={{ ask, drops, bundle, leaving, embedding }}
          onBecome={(person) => become(person.openId)}
        />
      </Boundary>
    )
  }
}
