import type { JobId } from '../../engine/job/job.ts'
import type { TabChannel, TabWord } from './tab-channel.ts'

/** Sends and receives messages about the queues of one person. */
export class TabTalk {
  readonly #channel: TabChannel
  #ownerOpenId: string

  constructor(channel: TabChannel, ownerOpenId: string) {
    this.#channel = channel
    this.#ownerOpenId = ownerOpenId
  }

  /** Switches to the queues of another person. */
  own(openId: string): void {
    this.#ownerOpenId = openId
  }

  post(word: TabWord): void {
    this.#channel.post({ ...word, ownerOpenId: this.#ownerOpenId })
  }

  giveFiles(queueId: string, files: ReadonlyMap<JobId, File>): void {
    try {
      this.post({ is: 'handed-over', queueId, files })
    } catch {
      // This browser cannot send files to another tab: the person is asked again for those without a copy.
      this.post({ is: 'handed-over', queueId, files: new Map() })
    }
  }

  /** Calls `listener` with each message about this person's queues. Returns a function that unsubscribes. */
  subscribe(listener: (word: TabWord) => void): () => void {
    return this.#channel.subscribe((message) => {
      if ('ownerOpenId' in message && message.ownerOpenId === this.#ownerOpenId) listener(message)
    })
  }

  /** Whether the message arrives before `end` resolves. */
  async hears(
    word: { readonly is: 'who' } | { readonly is: 'received'; readonly queueId: string },
    end: Promise<void>,
  ) {
    let stop: () => void = () => undefined
    const heard = new Promise<boolean>((resolve) => {
      stop = this.subscribe((said) => {
        const isAbout = word.is === 'who' || ('queueId' in said && said.queueId === word.queueId)
        if (said.is === word.is && isAbout) resolve(true)
      })
    })
    const isHeard = await Promise.race([heard, end.then(() => false)])
    stop()
    return isHeard
  }
}
