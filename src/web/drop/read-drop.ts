import type { SourceFile } from '../../engine/files/source-file.ts'
import { walk, type Found, type Located, type WalkRules } from './walk.ts'

/** What is known of a drop besides its files, which go to the intake. */
export interface DropResult extends Omit<Found, 'files'> {
  /** Number of files found so far. */
  readonly files: number
  readonly isRead: boolean
}

/** Interval of progress. Each report costs about as much as listing another thousand files. */
const reportEveryMs = 100

const pauseForBrowser = () => new Promise<void>((resolve) => setTimeout(resolve, reportEveryMs))

/**
 * Lists the files of a drop: the first at once, the others in batches a few times a second. Reports progress, and at the end what
 * did not come along. Does not wait for the consumer.
 */
export async function* readDrop(
  taken: Promise<readonly Located[]>,
  rules: WalkRules,
  report: (result: DropResult) => void,
  pause = pauseForBrowser,
): AsyncGenerator<readonly SourceFile[], void> {
  const found = new FoundSoFar()
  const walking = walk(await taken, rules, found.add).finally(found.end)
  let count = 0
  for (let files = await found.take(); files.length > 0; files = await found.take()) {
    count += files.length
    report({ ...found.others(), files: count, isRead: false })
    yield files
    await Promise.race([walking, pause()])
  }
  await walking
  report({ ...found.others(), files: count, isRead: true })
}

/** Found and not yet consumed. */
class FoundSoFar {
  #others: Omit<Found, 'files'> = { unreadable: [], leftOut: [], packages: [] }
  #files: SourceFile[] = []
  #isOver = false
  #wake: () => void = () => undefined

  readonly add: Parameters<typeof walk>[2] = ({ files, unreadable, leftOut, packages }) => {
    this.#files.push(...files)
    const { unreadable: locked, leftOut: left, packages: packed } = this.#others
    this.#others = {
      unreadable: unreadable.length > 0 ? [...locked, ...unreadable] : locked,
      leftOut: leftOut.length > 0 ? [...left, ...leftOut] : left,
      packages: packages.length > 0 ? [...packed, ...packages] : packed,
    }
    this.#wake()
  }

  readonly end = (): void => {
    this.#isOver = true
    this.#wake()
  }

  others(): Omit<Found, 'files'> {
    return this.#others
  }

  /** Waits for files; yields nothing more at the end. */
  async take(): Promise<readonly SourceFile[]> {
    while (this.#files.length === 0 && !this.#isOver) await new Promise<void>((resolve) => (this.#wake = resolve))
    const files = this.#files
    this.#files = []
    return files
  }
}
