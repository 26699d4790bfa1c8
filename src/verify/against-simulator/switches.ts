import type { WorldOptions } from '../../simulator/world/world.ts'

/** The other reading of one switch of the simulator's world, and the questions that are then answered otherwise. */
export interface OtherReading<Value> {
  readonly value: Value
  readonly changes: readonly string[]
}

/** Every switch: one that is missing here does not compile. */
export const otherReadings: { readonly [Name in keyof WorldOptions]: OtherReading<WorldOptions[Name]> } = {
  concurrentUploads: { value: 'tolerated', changes: [] },
  rateLimits: { value: 'off', changes: [] },
  // Read only, never used up: a smaller day's limit that is not reached shows nowhere.
  uploadsPerDay: { value: 5000, changes: [] },
  maxFileBytes: { value: 1024 ** 3, changes: [] },
  latencyMs: { value: 5, changes: [] },
  accessTokenLifeSeconds: { value: 600, changes: [] },
  importTaskMs: { value: 9000, changes: [] },
  editsAtOldRevision: { value: 'ignored', changes: ['U31'] },
  editsById: { value: 'not-there', changes: ['U33'] },
  goneBlocks: { value: 'success', changes: ['U33'] },
  emptySearch: { value: 'refused', changes: ['U24'] },
  pkceAtV3: { value: 'refused', changes: [] },
}
