/**
 * Parameters for a property test of whole lives: the same lives each time, so that a check does not pass or fail by luck. With
 * `RUNS=20000` (or `npm run properties`), that many random lives, to find rarer mistakes.
 *
 * @param usual Number of runs without `RUNS`, enough to find common mistakes.
 * @param seed Which lives these are.
 */
export function propertyRuns(usual: number, seed: number): { readonly numRuns: number; readonly seed?: number } {
  const asked = process.env['RUNS']
  return asked === undefined ? { numRuns: usual, seed } : { numRuns: Number(asked) }
}
