/** The process's environment, or what a test gives for it. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What is wrong with one environment variable; never contains a secret. */
export interface ConfigurationError {
  /** Its name. */
  readonly variable: string
  /** What is wrong, as a clause that continues the name: "is not set". */
  readonly wrong: string
  /** What to do, as a sentence. */
  readonly remedy: string
}

/** Reads variables and collects their errors. */
export interface Reader {
  readonly env: Environment
  /** Records an error; reading goes on, so that all are reported at once. */
  readonly report: (variable: string, wrong: string, remedy: string) => void
}

/** Value of a variable. Empty counts as unset, since container tools write it so. */
export function text(env: Environment, variable: string): string | undefined {
  // allowed: no-open-lookup -- names of our own
  const value = env[variable]?.trim()
  return value === undefined || value === '' ? undefined : value
}

/** The entries of a comma-separated variable. */
export function list(env: Environment, variable: string): readonly string[] {
  return (text(env, variable) ?? '').split(',').flatMap((entry) => (entry.trim() === '' ? [] : [entry.trim()]))
}

/** A configuration that is well-formed and does not work. */
export class UnusableConfiguration extends Error {
  override readonly name = 'UnusableConfiguration'
  readonly errors: readonly ConfigurationError[]

  constructor(errors: readonly ConfigurationError[]) {
    super(errors.map(({ variable, wrong }) => `${variable} ${wrong}`).join('; '))
    this.errors = errors
  }
}
