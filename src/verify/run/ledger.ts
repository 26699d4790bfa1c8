import { BudgetSpent, Stopped, type Doors, type Made } from '../doors.ts'

/** What the clean-up did. */
export interface CleanUp {
  /** Kinds of things, with how many of each are gone. */
  readonly removed: Readonly<Record<string, number>>
  readonly left: readonly Leftover[]
}

export interface Leftover {
  readonly what: string
  /** Why it could not be removed. */
  readonly why: string
  /** For the terminal only. */
  readonly where: string | null
}

/** What was made, in order, so that it can be removed again in the reverse order. */
export class Ledger {
  readonly #things: Made[] = []

  readonly made: Doors['made'] = (thing) => void this.#things.push(thing)

  /** Where people find what was made. */
  addresses(): readonly string[] {
    return this.#things.flatMap(({ where }) => (where === undefined || where === '' ? [] : [where]))
  }

  /** Removes all that was made, the last first; what cannot be removed does not keep the rest. */
  async cleanUp(call: Doors['call']): Promise<CleanUp> {
    const removed = new Map<string, number>()
    const left: Leftover[] = []
    for (let thing = this.#things.pop(); thing; thing = this.#things.pop()) {
      const why = await removing(thing, call)
      if (why === null) removed.set(thing.what, (removed.get(thing.what) ?? 0) + 1)
      else left.push({ what: thing.what, why, where: thing.where ?? null })
    }
    return { removed: Object.fromEntries(removed), left }
  }
}

/** @returns Null once it is gone. */
async function removing({ remove }: Made, call: Doors['call']): Promise<string | null> {
  const codes: string[] = []
  const noted: Doors['call'] = async (request, pace) => {
    const answer = await call(request, pace)
    if (answer.code !== 0) codes.push(`${request.route} answered ${answer.code ?? `HTTP ${answer.status}`}`)
    return answer
  }
  try {
    if (await remove(noted)) return null
    return codes.at(-1) ?? 'it still stands'
  } catch (error) {
    if (error instanceof Stopped) return 'the run was stopped'
    if (error instanceof BudgetSpent) return 'the calls for cleaning up are used up'
    return codes.at(-1) ?? (error instanceof Error ? error.message : 'unknown')
  }
}
