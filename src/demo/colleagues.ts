import { setTimeout as wait } from 'node:timers/promises'
import type { DocumentId } from '../contract/feishu/ids.ts'
import type { Person } from '../simulator/world/people.ts'
import { Colleague } from './colleague.ts'
import { sampleBytes, sampleFiles } from './samples/samples.ts'

const picturesAtOnce = 6
/** Each brings as many, then it is over. */
const batches = 8
const pauseAfterFailureMs = 1500

/** Several people who upload at the same time into one document. */
export class Colleagues {
  readonly #gatewayPort: number
  readonly #origin: string
  #working: AbortController | null = null

  constructor(gatewayPort: number, origin: string) {
    this.#gatewayPort = gatewayPort
    this.#origin = origin
  }

  get areAtWork(): boolean {
    return this.#working !== null
  }

  start(people: readonly Pick<Person, 'key'>[], documentId: DocumentId): void {
    if (this.#working) return
    const working = new AbortController()
    this.#working = working
    void Promise.all(people.map(({ key }) => this.#work(key, documentId, working.signal))).finally(() => {
      if (this.#working === working) this.#working = null
    })
  }

  stop(): void {
    this.#working?.abort()
    this.#working = null
  }

  async #work(key: string, documentId: DocumentId, signal: AbortSignal): Promise<void> {
    const colleague = new Colleague(this.#gatewayPort, this.#origin)
    let isSignedIn = false
    for (let batch = 0; batch < batches; batch += 1) {
      if (signal.aborted) return
      try {
        if (!isSignedIn) await colleague.signIn(key)
        isSignedIn = true
        await colleague.putPictures(documentId, picturesOf(key, batch))
      } catch {
        // A trouble that somebody chose hits colleagues too; the next batch may come through.
        isSignedIn = false
        await wait(pauseAfterFailureMs, undefined, { signal }).catch(() => undefined)
      }
    }
  }
}

function picturesOf(key: string, batch: number) {
  const pictures = sampleFiles.filter(({ type }) => type === 'image/png')
  return Array.from({ length: picturesAtOnce }, (_, at) => {
    const number = batch * picturesAtOnce + at
    const sample = pictures[number % pictures.length]
    const bytes = sampleBytes(sample?.name ?? '')?.bytes ?? Buffer.alloc(1)
    return { name: `${key}-${String(number + 1).padStart(2, '0')}.png`, bytes }
  })
}
