import { usualPartBytes } from '../../contract/feishu/limits.ts'
import type { WorldOptions } from '../../simulator/world/world.ts'

/** The other reading of one switch of the simulator's world, and the questions that are then answered otherwise. */
export interface OtherReading<Value> {
  readonly value: Value
  readonly changes: readonly string[]
}

/** The first reading of each; limits are off and parts are small, so that a run takes as long as its calls. */
export const firstReading: Partial<WorldOptions> = { rateLimits: 'off', partBytes: 64 * 1024 }

/** Every switch: one that is missing here does not compile. */
export const otherReadings: { readonly [Name in keyof WorldOptions]: OtherReading<WorldOptions[Name]> } = {
  concurrentUploads: { value: 'tolerated', changes: ['U13', 'U9b'] },
  rateLimits: { value: 'documented', changes: ['U32c', 'W3', 'W4'] },
  // Read only, never used up: a smaller day's limit that is not reached shows nowhere.
  uploadsPerDay: { value: 5000, changes: [] },
  maxFileBytes: { value: 1024 ** 3, changes: ['U6'] },
  partBytes: { value: usualPartBytes, changes: ['W5'] },
  latencyMs: { value: 5, changes: [] },
  accessTokenLifeSeconds: { value: 600, changes: ['W10'] },
  importTaskMs: { value: 9000, changes: [] },
  // The import that makes a sheet is waited for in either reading.
  importSuccess: { value: 'before-document', changes: [] },
  editsAtOldRevision: { value: 'ignored', changes: ['U31', 'U31b'] },
  editsById: { value: 'not-there', changes: ['U32a', 'U32b', 'U32c', 'U33', 'U34'] },
  goneBlocks: { value: 'success', changes: ['U33'] },
  emptySearch: { value: 'refused', changes: ['U24'] },
  emptyMedia: { value: 'taken', changes: ['U5'] },
  // Experiments with parts send small files.
  smallFilesByParts: { value: 'refused', changes: ['U49', 'W5', 'U8', 'U9a', 'U9b'] },
  partChecksums: { value: 'ignored', changes: ['U8'] },
  fileBlocks: { value: 'refused', changes: ['U58'] },
  clientTokens: { value: 'forgotten', changes: ['U11a', 'U11b', 'U11c', 'U11d', 'U38'] },
  mediaOfOtherBlocks: { value: 'taken', changes: ['U48a', 'U48b'] },
  uploadsIntoDocuments: { value: 'taken', changes: ['U53'] },
  emptiedCells: { value: 'keep-pictures', changes: ['U40'] },
  goneRecords: { value: 'passed-over', changes: ['U42'] },
  pkceAtV3: { value: 'refused', changes: ['U3'] },
}
