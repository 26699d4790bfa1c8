/**
 * How a property of whole lives is tried: the same lives each time, so that what lands does not hang on luck; `RUNS=20000` tries as
 * many others, and finds what these do not.
 *
 * @param usual Enough to find what is easily found.
 */
export function propertyRuns(usual: number): { readonly numRuns: number; readonly seed?: number } {
  const asked = process.env['RUNS']
  return asked === undefined ? { numRuns: usual, seed: usual } : { numRuns: Number(asked) }
}
