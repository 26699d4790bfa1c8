import { expect } from 'vitest'
import type { SourceFile } from '../../files/source-file.ts'
import type { Job, JobId } from '../../job/job.ts'
import { settled } from '../hand-held-doors.ts'
import type { QueueWorld } from '../world.ts'

/** Files of a queue that are to replace ones which have arrived, as long as there are such. */
export class Replacing {
  readonly #world: QueueWorld
  /** The file that each one is to replace. */
  readonly #pairs = new Map<JobId, JobId>()
  readonly #old = new Map<JobId, string>()
  readonly #replaced: string[] = []
  #drops = 0

  constructor(world: QueueWorld) {
    this.#world = world
  }

  /** Whether a file was to be replaced at any time. */
  wasToGo(id: JobId): boolean {
    return this.#old.has(id)
  }

  /** Names of the files that left the list because another one arrived in their place. */
  get replaced(): readonly string[] {
    return this.#replaced
  }

  async drop(files: readonly SourceFile[]): Promise<void> {
    const { jobs, uploads, target } = this.#world
    const isToGo = (old: JobId) => jobs.some(({ replaces }) => replaces?.of === old)
    const free = jobs.filter(({ id, stage }) => stage.at === 'done' && !isToGo(id))
    const replacing = new Map(files.flatMap((file, at) => (free[at] ? [[file, free[at].id] as const] : [])))
    this.#drops += 1
    const ids = uploads.add(files, target, `drop ${this.#drops}`, replacing)
    files.forEach((file, at) => {
      const [id, of] = [ids[at], replacing.get(file)]
      if (id === undefined || of === undefined) return
      this.#pairs.set(of, id)
      this.#old.set(of, this.#world.job(of).file.name)
    })
    await settled()
  }

  /** What left the list by itself did so because the newer one arrived. */
  watch(removed: readonly Job[]): void {
    const { uploads } = this.#world
    const forgotten = new Set(removed.map(({ id }) => id))
    for (const [old, id] of this.#pairs) {
      if (uploads.getJob(old)) continue
      if (!forgotten.has(old) && !forgotten.has(id)) {
        expect(uploads.getJob(id)?.replaces).toBeUndefined()
        this.#replaced.push(this.#old.get(old) ?? '')
      }
      this.#pairs.delete(old)
    }
  }
}
