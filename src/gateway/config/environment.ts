/** The process's environment, or what a test gives for it. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A fault in the environment; never contains a secret. */
export interface ConfigurationFault {
  /** Its name. */
  readonly variable: string
  /** What is wrong, as a clause that continues the name: "is not set". */
  readonly wrong: string
  /** What to do, as a sentence. */
  readonly remedy: string
}

/** Reads variables and collects their faults. */
export interface Reader {
  readonly env: Environment
  /** Takes note of a fault; reading goes on, so that all are reported at once. */
  readonly fault: (variable: string, wrong: string, remedy: string) => void
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
  readonly faults: readonly ConfigurationFault[]

  constructor(faults: readonly ConfigurationFault[]) {
    super(faults.map(({ variable, wrong }) => `${variable} ${wrong}`).join('; '))
    this.faults = faults
  }
}
