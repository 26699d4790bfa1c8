import type { ListedFile } from '../../engine/files/source-file.ts'
import type { TakenEntry } from './take-entries.ts'
import { walk } from './walk.ts'

/** What became of the last drop. */
export type Reading =
  | { readonly is: 'idle' }
  | { readonly is: 'reading'; readonly files: number }
  | { readonly is: 'empty' }
  | { readonly is: 'incomplete'; readonly unreadable: readonly string[] }

/** Often enough to see it move; each time costs the page about as much as naming another thousand files. */
const tellEveryMs = 100

const pauseForBrowser = () => new Promise<void>((resolve) => setTimeout(resolve, tellEveryMs))

/**
 * Names the files of a drop, the first ones at once, the others a few times a second, and tells how far it is and what it could
 * not read. Reading does not wait for whoever takes the files.
 */
export async function* readDrop(
  taken: Promise<readonly TakenEntry[]>,
  tell: (reading: Reading) => void,
  pause = pauseForBrowser,
): AsyncGenerator<readonly ListedFile[], void> {
  const found = new Found()
  const walking = walk(await taken, found.add).finally(found.end)
  let count = 0
  for (let files = await found.take(); files.length > 0; files = await found.take()) {
    count += files.length
    tell({ is: 'reading', files: count })
    yield files
    await Promise.race([walking, pause()])
  }
  await walking
  const { unreadable } = found
  if (unreadable.length > 0) tell({ is: 'incomplete', unreadable })
  else tell({ is: count === 0 ? 'empty' : 'idle' })
}

/** What was found and not taken yet. */
class Found {
  readonly unreadable: string[] = []
  #files: ListedFile[] = []
  #isOver = false
  #wake: () => void = () => undefined

  readonly add: Parameters<typeof walk>[1] = ({ files, unreadable }) => {
    this.#files.push(...files)
    this.unreadable.push(...unreadable)
    this.#wake()
  }

  readonly end = (): void => {
    this.#isOver = true
    this.#wake()
  }

  /** Waits until there is something; nothing comes once all has been taken. */
  async take(): Promise<readonly ListedFile[]> {
    while (this.#files.length === 0 && !this.#isOver) await new Promise<void>((resolve) => (this.#wake = resolve))
    const files = this.#files
    this.#files = []
    return files
  }
}
