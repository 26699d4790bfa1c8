import type { JobId } from '../../engine/job/job.ts'

/** Messages between tabs of one browser. */
export type TabMessage = QueueMessage | BrowserMessage

/** About the queues of one person. */
export type QueueMessage = TabWord & {
  /** Feishu's `open_id` of the queue's owner; tabs ignore messages about other people. */
  readonly ownerOpenId: string
}

/** About the browser as a whole, whoever uses it. */
export type BrowserMessage =
  /** Everything is being deleted: each tab stops for good. */
  | { readonly is: 'forget' }
  /** Everything has been deleted, and the session has ended. */
  | { readonly is: 'forgotten' }
  /** Somebody uses the sender, or files are on their way in it. */
  | { readonly is: 'in-use' }

export type TabWord =
  /** A page has been opened: each tab with a queue answers `here`. */
  | { readonly is: 'who' }
  /** The sender has this queue, with this progress. */
  | { readonly is: 'here'; readonly queueId: string; readonly progress: QueueProgress }
  /** The sender asks to take this queue over. */
  | { readonly is: 'hand-over'; readonly queueId: string }
  /** The sender has stopped this queue. `files` exist only in its memory. */
  | { readonly is: 'handed-over'; readonly queueId: string; readonly files: ReadonlyMap<JobId, File> }
  /** The files of `handed-over` have arrived. */
  | { readonly is: 'received'; readonly queueId: string }

export interface QueueProgress {
  readonly done: number
  /** All files except cancelled ones. */
  readonly files: number
  readonly failed: number
  /** Whether nothing is running: paused, or waiting for the person. */
  readonly isStopped: boolean
  /** Whether another tab can take it over: the database holds all of it. */
  readonly isMovable: boolean
}

export interface TabChannel {
  post(message: TabMessage): void
  /** Calls `listener` with each message of another tab. Returns a function that unsubscribes. */
  subscribe(listener: (message: TabMessage) => void): () => void
}

const queueMessages: ReadonlySet<unknown> = new Set(['who', 'here', 'hand-over', 'handed-over', 'received'])
const browserMessages: ReadonlySet<unknown> = new Set(['forget', 'forgotten', 'in-use'])

/** Uses a BroadcastChannel. A page that is being unloaded sends nothing: its queue is about to be free. */
export function browserTabChannel(): TabChannel {
  const channel = new BroadcastChannel('feishu-uploader.tabs')
  let isLeaving = false
  addEventListener('pagehide', () => (isLeaving = true))
  addEventListener('pageshow', () => (isLeaving = false))
  return {
    post: (message) => {
      if (!isLeaving) channel.postMessage(message)
    },
    subscribe: (listener) => {
      const hear = ({ data }: MessageEvent<unknown>) => {
        if (!isLeaving && isMessage(data)) listener(data)
      }
      channel.addEventListener('message', hear)
      return () => channel.removeEventListener('message', hear)
    },
  }
}

/** A page of another version may send messages that this one does not know. */
function isMessage(data: unknown): data is TabMessage {
  if (typeof data !== 'object' || data === null || !('is' in data)) return false
  return browserMessages.has(data.is) || ('ownerOpenId' in data && queueMessages.has(data.is))
}
