/**
 * Parameters for a property test of whole lives: the same lives each time, so that a check does not pass or fail by luck. With
 * `RUNS=20000` (or `npm run properties`), that many random lives, to find rarer mistakes.
 *
 * @param usual Number of runs without `RUNS`, enough to find common mistakes.
 */
export function propertyRuns(usual: number): { readonly numRuns: number; readonly seed?: number } {
  const asked = process.env['RUNS']
  return asked === undefined
    ? { numRuns: usual, seed: usual }
    : { numRuns: Number(asked), ...(process.env['SEED'] && { seed: Number(process.env['SEED']) }) }
}

/** Net for a property that hangs: a busy machine takes up to a second for a life. */
export const propertyTimeoutMs = Math.max(600_000, 2000 * Number(process.env['RUNS'] ?? 0))
