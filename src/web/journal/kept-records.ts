import * as v from 'valibot'
import { isProblemKey } from '../../contract/problems/catalogue.ts'
import type { Stage } from '../../engine/job/job.ts'
import type {
  JournalCreation,
  JournalDeletion,
  JournalDiscard,
  JournalState,
} from '../../engine/journal/journal-change.ts'
import { Cell, Spot, Text, fieldOf, isOneOf, isTarget } from '../kept/kept-targets.ts'
import type { FileRecord, Thumbnail } from './journal-stores.ts'

/**
 * Schemas of stored records. Another version of the page may have written them, with more fields or other stages, or the
 * browser may have damaged them. Valid records are used as they are, so that files of one drop keep sharing one target
 * object.
 */
const Parts = v.nullable(
  v.looseObject({ uploadId: Text, partBytes: v.number(), accepted: v.set(v.number()), expiresAtMs: v.number() }),
)
const Failure = v.looseObject({
  problem: v.pipe(Text, v.check(isProblemKey)),
  code: v.nullable(v.number()),
  msg: Text,
  logId: v.nullable(Text),
  scopes: v.array(Text),
})
const PerhapsPut = v.looseObject({ spot: Spot, fileToken: v.nullable(Text) })
const Leftover = v.nullable(v.union([Spot, PerhapsPut, v.literal('perhaps')]))
const Done = v.looseObject({
  spot: Spot,
  fileToken: v.nullable(Text),
  // A problem key unknown to this version becomes `unknown-code` (engine/queue/make-job.ts).
  stays: v.optional(v.looseObject({ failure: v.looseObject({ problem: Text }) })),
})
const Ending = v.variant('as', [
  v.looseObject({ as: v.literal('failed'), failure: Failure }),
  v.looseObject({ as: v.literal('cancelled') }),
  v.looseObject({ as: v.literal('again'), failure: Failure }),
  v.looseObject({ as: v.literal('takenOut'), from: Done }),
])

const mayStand = v.optional(v.literal(true))

/** A new stage needs a line here, or its jobs cannot be restored. */
const stages: Readonly<Record<Stage['at'], v.GenericSchema>> = {
  waiting: v.looseObject({ formerCell: v.optional(v.looseObject({ cell: Cell })) }),
  placing: v.looseObject({}),
  placed: v.looseObject({ spot: Spot, parts: Parts, mayStand }),
  // Never stored, see `keptStage`.
  sending: v.never(),
  binding: v.never(),
  sent: v.looseObject({ spot: Spot, fileToken: Text, mayStand }),
  done: Done,
  clearing: v.looseObject({ spot: v.nullable(Spot), ending: Ending, put: v.optional(PerhapsPut) }),
  failed: v.looseObject({
    failure: Failure,
    leftover: Leftover,
    kept: v.nullable(v.looseObject({ spot: Spot, parts: Parts })),
  }),
  cancelled: v.looseObject({ leftover: Leftover, takenOut: v.optional(v.looseObject({ spot: Spot })) }),
}
const stageSchemas = new Map<unknown, v.GenericSchema>(Object.entries(stages))

const FileFacts = v.looseObject({
  id: Text,
  name: Text,
  path: Text,
  seen: v.nullable(v.looseObject({ sizeBytes: v.number(), lastModifiedMs: v.number(), type: Text })),
  handleOf: v.nullable(Text),
  dropId: v.optional(Text),
})

export function isFileRecord(value: unknown): value is FileRecord {
  return v.is(FileFacts, value) && isTarget(fieldOf(value, 'target'))
}

const Contents = v.looseObject({
  kind: v.picklist(['image', 'file']),
  format: v.nullable(Text),
  pixels: v.nullable(v.looseObject({ width: v.number(), height: v.number() })),
})
const StateFacts = v.looseObject({
  id: Text,
  name: Text,
  paused: v.boolean(),
  contents: v.optional(Contents),
  altered: v.optional(v.looseObject({ how: v.array(Text), fromBytes: v.number() })),
  replaces: v.optional(v.looseObject({ of: Text, spot: Spot, fileToken: Text })),
})

export function isState(value: unknown): value is JournalState {
  const stage = fieldOf(value, 'stage')
  const isStage = isOneOf(stageSchemas, fieldOf(stage, 'at'), stage)
  const mayStandIn = fieldOf(value, 'mayStandIn') ?? []
  const areTargets = Array.isArray(mayStandIn) && mayStandIn.every(isTarget)
  return isStage && areTargets && v.is(StateFacts, value) && isTarget(fieldOf(value, 'target'))
}

/** Only the fields that choose the lane; the request itself is repeated unchanged. */
const Creation = v.looseObject({
  ids: v.array(Text),
  input: v.union([
    v.looseObject({ clientToken: Text, documentId: Text, kinds: v.array(Text) }),
    v.looseObject({ clientToken: Text, appToken: Text, tableId: Text, rows: v.array(v.unknown()) }),
    v.looseObject({ clientToken: Text, folderToken: v.nullable(Text), fileToken: Text }),
  ]),
})

export function isCreation(value: unknown): value is JournalCreation {
  return v.is(Creation, value)
}

const Deletion = v.looseObject({
  blockIds: v.array(Text),
  input: v.looseObject({ clientToken: Text, documentId: Text, revisionId: v.number() }),
})

export function isDeletion(value: unknown): value is JournalDeletion {
  return v.is(Deletion, value)
}

const Discard = v.looseObject({ documentId: Text, blockId: Text })

export function isDiscard(value: unknown): value is JournalDiscard {
  return v.is(Discard, value)
}

const ThumbnailFacts = v.looseObject({
  picture: v.nullable(v.instance(ArrayBuffer)),
  // Decoded as a picture, never opened as a page.
  type: v.pipe(Text, v.regex(/^(?:image\/(?:webp|jpeg|png))?$/)),
  lengthMs: v.nullable(v.number()),
})

export function isThumbnail(value: unknown): value is Thumbnail {
  return v.is(ThumbnailFacts, value)
}
