import * as v from 'valibot'
import { blocksPerCreate, imagesPerCall } from '../../contract/feishu/limits.ts'
import { blockTypes } from '../../contract/feishu/docx/block.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { makeToken } from '../world/name-maker.ts'
import {
  canHaveChildren,
  dividerType,
  emptyImage,
  quoteContainerType,
  textKeys,
  wireBlock,
  type Block,
} from './block.ts'
import { editOnce } from './edit-once.ts'
import { openBlock, openDocument, openParent } from './open-document.ts'
import { own } from '../../contract/own.ts'

const NewBlock = v.looseObject({ block_type: v.pipe(v.number(), v.integer()) })
type NewBlock = v.InferOutput<typeof NewBlock>

const CreateInput = v.object({
  children: v.pipe(v.array(NewBlock), v.minLength(1), v.maxLength(blocksPerCreate)),
  index: v.optional(v.pipe(v.number(), v.integer(), v.minValue(-1)), -1),
})

/** POST docx/v1/…/blocks/:block_id/children. */
export function createBlocks(call: Call): Answer {
  const document = openDocument(call, 'edit')
  const { children, index } = readInput(CreateInput, call.body, 1770001)
  return editOnce(call, document, () => {
    const { parent, counted, gapNow } = openParent(call, document)
    if (!canHaveChildren(parent)) refuse(1770028)
    if (children.filter((child) => child.block_type === blockTypes.image).length > imagesPerCall) refuse(1770035)
    const isRefused = ({ block_type: type }: NewBlock) =>
      type === blockTypes.file && call.world.options.fileBlocks === 'refused'
    if (children.some(isRefused)) refuse(1770029)
    if (index > counted.length) refuse(1770001)
    const made = children.map((child) => makeBlocks(child, parent.id))
    const tops = made.map(({ top }) => top)
    document.blocks.insert(parent.id, index === -1 ? -1 : gapNow(index), tops)
    for (const { top, inside } of made) if (inside) document.blocks.insert(top.id, -1, [inside])
    return { children: tops.map(({ id }) => wireBlock(openBlock(document, id))) }
  })
}

interface MadeBlocks {
  readonly top: Block
  /** Its child. */
  readonly inside?: Block
}

const Text = v.object({
  elements: v.optional(v.array(v.record(v.string(), v.unknown())), []),
  style: v.optional(v.record(v.string(), v.unknown()), {}),
})
const Image = v.object({ align: v.optional(v.picklist([1, 2, 3]), 2) })
const File = v.object({ view_type: v.optional(v.picklist([1, 2, 3]), 1) })

/** A requested block. A file token in it is silently dropped: only an update binds one. */
function makeBlocks(input: NewBlock, parentId: string): MadeBlocks {
  const type = input.block_type
  const base = { id: makeToken('doxcn'), parentId, children: [] }
  const key = type === blockTypes.page ? undefined : textKeys[type]
  if (key !== undefined) {
    const text = readInput(Text, own(input, key) ?? {}, 1770006)
    return {
      top: { ...base, type, kind: 'text', text: { ...text, style: { align: 1, folded: false, ...text.style } } },
    }
  }
  switch (type) {
    case blockTypes.image: {
      const { align } = readInput(Image, input['image'] ?? {}, 1770006)
      return { top: { ...base, type, kind: 'image', image: emptyImage(align) } }
    }
    case blockTypes.file:
      return wrappedFile(parentId, readInput(File, input['file'] ?? {}, 1770006).view_type)
    case dividerType:
      return { top: { ...base, type, kind: 'divider' } }
    case quoteContainerType:
      return { top: { ...base, type, kind: 'quote_container' } }
    default:
      return refuse(1770029)
  }
}

/** A file block is created inside a view block, which is the child of the page (docx FAQ #4). */
function wrappedFile(parentId: string, viewType: number): MadeBlocks {
  const top: Block = { id: makeToken('doxcn'), parentId, children: [], type: blockTypes.view, kind: 'view', viewType }
  const inside: Block = {
    id: makeToken('doxcn'),
    parentId: top.id,
    children: [],
    type: blockTypes.file,
    kind: 'file',
    file: { token: '', name: '', viewType },
  }
  return { top, inside }
}
