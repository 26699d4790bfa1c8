import type { JobId } from '../../engine/job/job.ts'

/** What tabs of one browser tell each other about their queues. */
export type TabMessage = TabWord & {
  /** Feishu's `open_id` of the person whose queues are meant: nobody hears of another person's. */
  readonly ownerOpenId: string
}

export type TabWord =
  /** A page is being opened: whoever has a queue says so. */
  | { readonly is: 'who' }
  /** This tab has this queue, and so far has it come. */
  | { readonly is: 'here'; readonly queueId: string; readonly progress: QueueProgress }
  /** The person wants this queue to go on in another tab. */
  | { readonly is: 'hand-over'; readonly queueId: string }
  /** It has stopped here; these files are at hand in no other way. */
  | { readonly is: 'handed-over'; readonly queueId: string; readonly files: ReadonlyMap<JobId, File> }
  /** Those files have come. */
  | { readonly is: 'received'; readonly queueId: string }

export interface QueueProgress {
  readonly done: number
  /** All files but those that were cancelled. */
  readonly files: number
  readonly failed: number
  /** Whether nothing goes on just now: a person paused it, or has to do something. */
  readonly isStanding: boolean
  /** Whether another tab can go on with it: the browser's database holds all of it. */
  readonly isMovable: boolean
}

export interface TabChannel {
  post(message: TabMessage): void
  /** Calls back with each message of another tab; returns the way to stop. */
  subscribe(listener: (message: TabMessage) => void): () => void
}

const messages: ReadonlySet<unknown> = new Set(['who', 'here', 'hand-over', 'handed-over', 'received'])

/** By a BroadcastChannel. A page that is being left says nothing any more: its queue is about to be free. */
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

/** A page of another version may say what this one does not know. */
function isMessage(data: unknown): data is TabMessage {
  return typeof data === 'object' && data !== null && 'is' in data && 'ownerOpenId' in data && messages.has(data.is)
}
