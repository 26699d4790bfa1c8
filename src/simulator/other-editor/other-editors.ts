import type { SimulatedDocument } from '../world/document.ts'
import { anyEdit, Draws } from './any-edit.ts'
import {
  foreignEditKinds,
  makeForeignEdit,
  type EditedWorld,
  type ForeignEditKind,
  type MadeEdit,
} from './foreign-edit.ts'

/** How the other editor works. */
export interface WorkPlan {
  readonly everyMs: number
  readonly seed: number
  readonly kinds: readonly ForeignEditKind[]
}

interface Work {
  readonly timer: NodeJS.Timeout
  readonly made: MadeEdit[]
}

/** Most edits remembered of each document, the last ones. */
const remembered = 10_000

/** Other editors of one world's documents, at most one in each. */
export class OtherEditors {
  readonly #works = new Map<string, Work>()
  readonly #draws = new Draws(1)

  /** Makes one random edit. */
  editOnce(world: EditedWorld, document: SimulatedDocument): void {
    const edit = anyEdit(document, new Set(foreignEditKinds), this.#draws)
    if (edit) makeForeignEdit(world, document, edit)
  }

  /** Starts an editor in this document, replacing a running one. */
  start(world: EditedWorld, document: SimulatedDocument, plan: WorkPlan): void {
    this.stop(document)
    const draws = new Draws(plan.seed)
    const kinds = new Set(plan.kinds)
    const made: MadeEdit[] = []
    const timer = setInterval(() => {
      const edit = anyEdit(document, kinds, draws)
      if (!edit) return
      made.push(makeForeignEdit(world, document, edit))
      if (made.length > remembered) made.shift()
    }, plan.everyMs)
    timer.unref()
    this.#works.set(document.token, { timer, made })
  }

  isAtWorkIn({ token }: SimulatedDocument): boolean {
    return this.#works.has(token)
  }

  /** @returns The edits since the start, in order. */
  stop({ token }: Pick<SimulatedDocument, 'token'>): readonly MadeEdit[] {
    const work = this.#works.get(token)
    if (!work) return []
    clearInterval(work.timer)
    this.#works.delete(token)
    return work.made
  }

  stopAll(): void {
    for (const token of [...this.#works.keys()]) this.stop({ token })
  }
}
