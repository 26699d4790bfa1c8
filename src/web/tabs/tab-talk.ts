import type { JobId } from '../../engine/job/job.ts'
import type { TabChannel, TabWord } from './tab-channel.ts'

/** What this tab says to others of the same person, and hears of them. */
export class TabTalk {
  readonly #channel: TabChannel
  #ownerOpenId: string

  constructor(channel: TabChannel, ownerOpenId: string) {
    this.#channel = channel
    this.#ownerOpenId = ownerOpenId
  }

  /** From here on it is about another person's queues. */
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
      // A browser that can not hand files over: those without a copy are asked for again.
      this.post({ is: 'handed-over', queueId, files: new Map() })
    }
  }

  /** Calls back with each word of another tab; returns the way to stop. */
  subscribe(listener: (word: TabWord) => void): () => void {
    return this.#channel.subscribe((message) => {
      if (message.ownerOpenId === this.#ownerOpenId) listener(message)
    })
  }

  /** Whether the word is said before `end`. */
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
