import type { DocumentId } from '../contract/feishu/ids.ts'
import type { Person } from '../simulator/world/people.ts'
import { Colleague } from './colleague.ts'
import { sampleBytes, sampleFiles } from './samples/samples.ts'

/** What each puts in together. */
export const picturesAtOnce = 6
/** Each brings as many, then it is over. */
const batches = 12

/** Several people who upload at the same time into one document. */
export class Colleagues {
  readonly #gatewayPort: number
  readonly #origin: string
  readonly #closing = new AbortController()
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
    const works = people.map(({ key }) => this.#work(key, documentId, working.signal))
    // One whose work ends early, by a trouble or because all ends, does not end that of the others.
    void Promise.allSettled(works).then(() => {
      if (this.#working === working) this.#working = null
    })
  }

  /** What they have begun they finish. */
  stop(): void {
    this.#working?.abort()
    this.#working = null
  }

  close(): void {
    this.stop()
    this.#closing.abort()
  }

  async #work(key: string, documentId: DocumentId, stopping: AbortSignal): Promise<void> {
    const colleague = new Colleague(this.#gatewayPort, this.#origin, this.#closing.signal)
    await colleague.signIn(key)
    for (let batch = 0; batch < batches; batch += 1) {
      if (stopping.aborted) return
      await colleague.putPictures(documentId, picturesOf(key, batch))
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
