/**
 * Parameters for a property test of whole lives: the same lives each time, so that a check does not pass or fail by luck. With
 * `RUNS=20000` (or `npm run properties`), that many random lives, to find rarer mistakes; with `SEED` as well, those of that seed again.
 *
 * @param usual Number of runs without `RUNS`, enough to find common mistakes.
 */
export function propertyRuns(usual: number): { readonly numRuns: number; readonly seed?: number } {
  const { RUNS: asked, SEED: seed } = process.env
  if (asked === undefined) return { numRuns: usual, seed: usual }
  return { numRuns: Number(asked), ...(seed !== undefined && { seed: Number(seed) }) }
}

/** Net for a property that hangs: a busy machine takes up to a second for a life. */
export const propertyTimeoutMs = Math.max(600_000, 2000 * Number(process.env['RUNS'] ?? 0))
