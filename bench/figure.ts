/** What one benchmark measures: figure names to numbers. Ratios come from one run, beside the baseline they compare with. */
export type Figures = Readonly<Record<string, number>>

/** Runs a piece of work and returns its wall-clock time in seconds. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return (performance.now() - startedMs) / 1000
}

/** The median; of an even number of values, the lower of the two in the middle. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
