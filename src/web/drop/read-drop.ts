import type { SourceFile } from '../../engine/files/source-file.ts'
import type { DroppedEntry } from './dropped-entry.ts'
import { walk } from './walk.ts'

/** Progress and result of the last drop. */
export type Reading =
  | { readonly is: 'idle' }
  | { readonly is: 'reading'; readonly files: number }
  | { readonly is: 'empty' }
  | { readonly is: 'incomplete'; readonly unreadable: readonly string[] }

/** Interval of progress. Each report costs about as much as listing another thousand files. */
const reportEveryMs = 100

const pauseForBrowser = () => new Promise<void>((resolve) => setTimeout(resolve, reportEveryMs))

/**
 * Lists the files of a drop: the first at once, the others in batches a few times a second. Reports progress and unreadable
 * folders. Does not wait for the consumer.
 */
export async function* readDrop(
  taken: Promise<readonly DroppedEntry[]>,
  report: (reading: Reading) => void,
  pause = pauseForBrowser,
): AsyncGenerator<readonly SourceFile[], void> {
  const found = new Found()
  const walking = walk(await taken, found.add).finally(found.end)
  let count = 0
  for (let files = await found.take(); files.length > 0; files = await found.take()) {
    count += files.length
    report({ is: 'reading', files: count })
    yield files
    await Promise.race([walking, pause()])
  }
  await walking
  const { unreadable } = found
  if (unreadable.length > 0) report({ is: 'incomplete', unreadable })
  else report({ is: count === 0 ? 'empty' : 'idle' })
}

/** Found and not yet consumed. */
class Found {
  readonly unreadable: string[] = []
  #files: SourceFile[] = []
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

  /** Waits for files; yields nothing more at the end. */
  async take(): Promise<readonly SourceFile[]> {
    while (this.#files.length === 0 && !this.#isOver) await new Promise<void>((resolve) => (this.#wake = resolve))
    const files = this.#files
    this.#files = []
    return files
  }
}
