import { use } from 'react'
import type { KyInstance } from 'ky'
import type { Doors } from '../engine/doors.ts'
import { browserKeeps } from './journal/browser-keeps.ts'
import { openQueue, type OpenQueue } from './journal/open-queue.ts'
import { Workspace, type SignedInProps } from './Workspace.tsx'

/** Gives the page for an engine behind the browser's doors: one queue for each person who works here, begun when they come. */
export function openWorkspace(client: KyInstance, doors: Omit<Doors, 'journal'>) {
  let current: { ownerOpenId: string; readonly queue: Promise<OpenQueue> } | null = null

  const queueOf = (ownerOpenId: string) => {
    if (current?.ownerOpenId !== ownerOpenId)
      current = { ownerOpenId, queue: openQueue(doors, browserKeeps, ownerOpenId) }
    return current.queue
  }

  const become = (queue: OpenQueue, ownerOpenId: string) => {
    queue.own(ownerOpenId)
    if (current) current.ownerOpenId = ownerOpenId
  }

  return function OpenWorkspace(props: SignedInProps) {
    const queue = use(queueOf(props.owner.openId))
    return (
      <Workspace
        {...props}
        client={client}
        wire={doors.wire}
        queue={queue}
        onBecome={(person) => become(queue, person.openId)}
      />
    )
  }
}
