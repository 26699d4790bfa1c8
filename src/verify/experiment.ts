import type { Doors, Need } from './doors.ts'

/** One possible answer to a question. */
export interface Answer {
  /** What was seen, as a clause: "is taken". */
  readonly says: string
  /** What it means for the product, as a sentence. */
  readonly means: string
}

/** How an experiment ended. */
export type Finding<Key extends string = string> =
  | { readonly is: 'answered'; readonly answer: Key; readonly details: string }
  /** Only a person can see it: `look` says where and for what. */
  | { readonly is: 'for-a-person'; readonly look: string }
  /** No experiment of ten minutes decides it. */
  | { readonly is: 'not-decided'; readonly why: string }

/** One open question about Feishu, and what decides it. One file each in `experiments/`. */
export interface Experiment<Key extends string = string> {
  /** Its number in docs/feishu.md; a letter behind it where a row has several questions. */
  readonly question: string
  readonly title: string
  readonly answers: Readonly<Record<Key, Answer>>
  /** The answer that the product is built for; `null`: it is built for each of them. */
  readonly expected: Key | null
  /** Calls that it makes at most, repeats for a rate limit apart. */
  readonly callsAtMost: number
  /** How many of them are uploads, of which a company has 10 000 a day. */
  readonly uploadsAtMost?: number
  /** What has to be there for it. */
  readonly needs: readonly Need[]
  readonly run: (doors: Doors) => Promise<Finding<Key>>
}

/** An experiment of any answers, as the registry and the runner have them. */
export type AnyExperiment = Omit<Experiment, 'run'> & { readonly run: (doors: Doors) => Promise<Finding> }

/** Checks that an experiment's answers are those that it lists. */
export function defineExperiment<const Key extends string>(experiment: Experiment<Key>): AnyExperiment {
  return experiment
}

export function answered<const Key extends string>(answer: Key, details = ''): Finding<Key> {
  return { is: 'answered', answer, details }
}

export function forAPerson(look: string): Finding<never> {
  return { is: 'for-a-person', look }
}

export function notDecided(why: string): Finding<never> {
  return { is: 'not-decided', why }
}
