import * as v from 'valibot'
import { imagesPerCall, requestsPerBatchUpdate } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import type { Media } from '../media/media-store.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { own } from '../../contract/own.ts'
import { emptyImage, wireBlock, type Block, type ImageContent } from './block.ts'
import type { BlockTree } from './block-tree.ts'
import type { DocxDocument } from './docx-document.ts'
import { editOnce } from './edit-once.ts'
import { openBlock, openDocument } from './open-document.ts'
import { gridOperations, planGridUpdate } from './updates/grid-updates.ts'
import { planTableUpdate, tableOperations } from './updates/table-updates.ts'
import { textOperations, updatedText } from './updates/text-updates.ts'

const pixels = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)))
const Update = v.object({
  replace_image: v.optional(
    v.object({
      token: v.string(),
      width: pixels,
      height: pixels,
      align: v.optional(v.picklist([1, 2, 3])),
      caption: v.optional(v.object({ content: v.string() })),
    }),
  ),
  replace_file: v.optional(v.object({ token: v.string() })),
  /** There are no task blocks: always 1770025. */
  update_task: v.optional(v.unknown()),
  ...textOperations,
  ...tableOperations,
  ...gridOperations,
})
type Update = v.InferOutput<typeof Update>

const BatchInput = v.object({
  requests: v.pipe(
    v.array(v.object({ block_id: v.string(), ...Update.entries })),
    v.minLength(1),
    v.maxLength(requestsPerBatchUpdate),
    v.check(
      (requests) => new Set(requests.map(({ block_id: id }) => id)).size === requests.length,
      'repeated block_id',
    ),
  ),
})

/** PATCH docx/v1/…/blocks/batch_update: all members or none. */
export function batchUpdateBlocks(call: Call): Answer {
  const document = openDocument(call, 'edit')
  const { requests } = readInput(BatchInput, call.body, 1770001)
  return editOnce(call, document, () => {
    if (requests.filter((request) => request.replace_image).length > imagesPerCall) refuse(1770035)
    const changes = requests.map((request) => planUpdate(call.world, document, request.block_id, request))
    const blocks = changes.map((change, at) => {
      // An earlier member may have taken it away.
      openBlock(document, requests[at]?.block_id ?? '')
      return wireBlock(change())
    })
    return { blocks }
  })
}

/** PATCH docx/v1/…/blocks/:block_id. */
export function updateBlock(call: Call): Answer {
  const document = openDocument(call, 'edit')
  const update = readInput(Update, call.body, 1770001)
  return editOnce(call, document, () => {
    const change = planUpdate(call.world, document, call.parameters['block_id'] ?? '', update)
    return { block: wireBlock(change()) }
  })
}

/** Checks one update, of exactly one operation; the returned function makes the change and answers the block. */
function planUpdate(world: SimulatedWorld, document: DocxDocument, blockId: string, update: Update): () => Block {
  const block = openBlock(document, blockId)
  const operations = Object.keys(Update.entries).filter((name) => own(update, name) !== undefined)
  const [operation = ''] = operations
  if (operations.length !== 1) refuse(1770001)
  const { replace_image: image, replace_file: file } = update
  if (image) {
    if (block.kind !== 'image') return refuse(1770025)
    const media = mediaFor(world, document, block, image.token)
    return () => changed(document, { ...block, image: imageOf(image, media, block.image) })
  }
  if (file) {
    if (block.kind !== 'file') return refuse(1770025)
    const media = mediaFor(world, document, block, file.token)
    return () => changed(document, { ...block, file: { ...block.file, token: media.token, name: media.name } })
  }
  if (Object.hasOwn(textOperations, operation)) {
    const text = updatedText(block, update)
    return () => changed(document, { ...block, kind: 'text', text })
  }
  const change = planPartsUpdate(block, operation, update)
  return () => {
    change(document.blocks)
    return openBlock(document, blockId)
  }
}

/** An update of the cells of a table, or of the columns of a grid. */
function planPartsUpdate(block: Block, operation: string, update: Update): (blocks: BlockTree) => void {
  if (block.kind === 'table' && Object.hasOwn(tableOperations, operation)) return planTableUpdate(block, update)
  if (block.kind === 'grid' && Object.hasOwn(gridOperations, operation)) return planGridUpdate(block, update)
  return refuse(1770025)
}

function changed(document: DocxDocument, block: Block): Block {
  document.blocks.replace(block)
  return block
}

/** The media to bind: it must have been uploaded into this block (else 1770013) and exist (else 1770038). */
function mediaFor(world: SimulatedWorld, document: DocxDocument, block: Block, token: string): Media {
  const media = world.medias.find(token)
  if (!media) return refuse(1770038)
  const isOfBlock = media.parentNode === block.id || world.options.mediaOfOtherBlocks === 'taken'
  if (media.documentToken !== document.token || !isOfBlock) refuse(1770013)
  return media
}

/** Size: as requested; otherwise the file's if the block was empty, or that of an empty block (docx patch page). */
function imageOf(input: NonNullable<Update['replace_image']>, media: Media, before: ImageContent): ImageContent {
  const found = before.token === '' ? media.pixels : null
  const empty = emptyImage()
  return {
    token: media.token,
    width: input.width ?? found?.width ?? empty.width,
    height: input.height ?? found?.height ?? empty.height,
    align: input.align ?? before.align,
    ...(input.caption && { caption: input.caption }),
  }
}
