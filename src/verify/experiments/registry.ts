import type { AnyExperiment } from '../experiment.ts'
import { editAtOlderRevision } from './edit-at-older-revision.ts'
import { emptySearch } from './empty-search.ts'
import { goneBlock } from './gone-block.ts'

/** All experiments, in the order in which they run. */
export const experiments: readonly AnyExperiment[] = [editAtOlderRevision, goneBlock, emptySearch]
