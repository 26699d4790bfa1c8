import type { EmbedRequest } from '../contract/embed/protocol.ts'
import type { FeishuUploaderPlacedFile } from './types/index.d.ts'

/** The page takes no more in one message (contract/embed/protocol.ts). */
const filesMaxCount = 10_000

/** A message without what all have in common. */
export type Said<T = EmbedRequest> = T extends EmbedRequest ? Omit<T, 'protocol' | 'version'> : never

/** What the portal asks of the page: said in the order in which it was asked, once the page is ready. */
export class Orders {
  readonly #post: (said: Said) => void
  #isReady = false
  /** While folders are read: until all of them are, and what was asked for after them has been said. */
  #reading: Promise<void> | null = null
  /** What the page has not heard yet. */
  #waiting: Said[] = []
  /** Looks that were changed since the frame's address was made: said again to a page that was loaded anew. */
  readonly #looks = new Map<string, Said>()

  constructor(post: (said: Said) => void) {
    this.#post = post
  }

  give(said: Said): void {
    if (this.#reading) this.#inTurn(() => this.#say(said))
    else this.#say(said)
  }

  giveFiles(placed: readonly FeishuUploaderPlacedFile[]): void {
    for (const said of messagesOf(placed)) this.give(said)
  }

  /** Files of folders that are still being read: what is asked for later comes after them. */
  giveOnceRead(reading: Promise<readonly FeishuUploaderPlacedFile[]>): void {
    this.#inTurn(async () => {
      for (const said of messagesOf(await reading)) this.#say(said)
    })
  }

  /** Does not wait for folders. */
  look(name: 'lang' | 'theme' | 'accent' | 'radius', value: string | null): void {
    const said = lookOf(name, value)
    this.#looks.set(name, said)
    if (this.#isReady) this.#post(said)
  }

  /** The page listens, perhaps once more after it was loaded anew. */
  ready(): void {
    this.#isReady = true
    for (const said of [...this.#looks.values(), ...this.#waiting.splice(0)]) this.#post(said)
  }

  /** There is no page any more; the address of the next one has the looks. */
  closed(): void {
    this.#isReady = false
    this.#looks.clear()
  }

  #say(said: Said): void {
    if (this.#isReady) this.#post(said)
    else this.#waiting.push(said)
  }

  #inTurn(run: () => void | Promise<void>): void {
    const reading = (this.#reading ?? Promise.resolve()).then(run).finally(() => {
      if (this.#reading === reading) this.#reading = null
    })
    this.#reading = reading
  }
}

function messagesOf(placed: readonly FeishuUploaderPlacedFile[]): readonly Said[] {
  const messages: Said[] = []
  for (let at = 0; at < placed.length; at += filesMaxCount) {
    const some = placed.slice(at, at + filesMaxCount)
    const files = some.map(({ file }) => file)
    const paths = some.map(({ path }) => path)
    const isFlat = paths.every((path) => !path.includes('/'))
    messages.push({ type: 'add-files', files, ...(!isFlat && { paths }) })
  }
  return messages
}

function lookOf(name: 'lang' | 'theme' | 'accent' | 'radius', value: string | null): Said {
  // What the page does not know it refuses, and says so.
  switch (name) {
    case 'lang':
      return { type: 'set-language', language: value as 'en' }
    case 'theme':
      return { type: 'set-theme', theme: (value ?? 'auto') as 'auto' }
    case 'accent':
      return { type: 'set-accent', accent: value }
    case 'radius':
      return { type: 'set-radius', radius: value === null ? null : Number(value) }
  }
}
