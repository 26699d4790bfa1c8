/** What a person reads about one row of the catalogue (contract/problems). Who can act is shown beside it, from the row. */
export interface ProblemMessages {
  /** The cause, in a few words: heads a row, and a group of rows with the same cause. */
  readonly title: string
  /** What happened, in one sentence. */
  readonly what: string
  /** What to do now, in one or two short sentences; also true while the app is still repeating by itself. */
  readonly remedy: string
}
