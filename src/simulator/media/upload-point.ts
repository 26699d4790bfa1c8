import * as v from 'valibot'
import { refuse } from '../http/answer.ts'
import type { SimulatedDocument, SimulatedKind } from '../world/document.ts'
import type { Block } from '../docx/block.ts'
import { DocxDocument } from '../docx/docx-document.ts'
import type { Caller } from '../world/identity.ts'
import type { SimulatedWorld } from '../world/world.ts'
import type { ImportInto } from './media-store.ts'
import { own } from '../../contract/own.ts'

/** Target of an upload, as Feishu names it. */
export interface UploadPoint {
  readonly parentType: string
  readonly parentNode: string
  /** JSON text. */
  readonly extra: string
}

/**
 * Kinds of document an upload can go into, by `parent_type` (media/introduction, 2025-06-09). `vc_virtual_background` and
 * `moments` are listed beside them as not open yet, without the answer: refused like an unknown one.
 */
const parentTypes: Readonly<Record<string, SimulatedKind>> = {
  docx_image: 'docx',
  docx_file: 'docx',
  doc_image: 'doc',
  doc_file: 'doc',
  sheet_image: 'sheet',
  sheet_file: 'sheet',
  bitable_image: 'bitable',
  bitable_file: 'bitable',
}

const Extra = v.looseObject({
  drive_route_token: v.optional(v.string()),
  obj_type: v.optional(v.picklist(['docx', 'sheet', 'bitable'])),
  file_extension: v.optional(v.string()),
})

/** Where an uploaded file belongs. */
export interface UploadPlace {
  /** Empty for the source of an import. */
  readonly documentToken: string
  readonly importInto?: ImportInto
}

/** Checks that the caller may upload there. Refuses with 1061002, 1061004, 1061041, 1061042, 1061044. */
export function checkUploadPoint(world: SimulatedWorld, caller: Caller, point: UploadPoint): UploadPlace {
  const extra = readExtra(point.extra)
  if (point.parentType === 'ccm_import_open') {
    const { obj_type: type, file_extension: extension } = extra
    if (type === undefined || extension === undefined) return refuse(1061002)
    return { documentToken: '', importInto: { type, extension } }
  }
  const kind = own(parentTypes, point.parentType) ?? refuse(1061002)
  // A docx upload names a block, so that only `extra` names the document (measured: riba2534/feishu-cli PR#24); the
  // others name the document itself, and shipping clients leave `extra` out. Some do so for docx too.
  const isNamed = kind !== 'docx' || world.options.uploadsIntoDocuments === 'taken'
  const token = extra.drive_route_token ?? (isNamed ? point.parentNode : '')
  const document = world.documents.get(token)
  if (document?.kind !== kind) return refuse(1061044)
  if (document.deleted) refuse(1061041)
  if (!document.mayEdit(caller)) refuse(1061004)
  if (document.full) refuse(1061042)
  checkNode(document, point)
  return { documentToken: document.token }
}

function checkNode(document: SimulatedDocument, { parentType, parentNode }: UploadPoint): void {
  // Measured for docx: an upload into the document itself passes, and fails only when it is bound (1770013).
  if (parentNode === document.token) return
  if (!(document instanceof DocxDocument)) return refuse(1061044)
  if (document.blocks.wasRemoved(parentNode)) refuse(1061041)
  const wanted: Block['kind'] = parentType === 'docx_image' ? 'image' : 'file'
  if (document.blocks.find(parentNode)?.kind !== wanted) refuse(1061044)
}

function readExtra(text: string): v.InferOutput<typeof Extra> {
  if (text === '') return {}
  try {
    const reading = v.safeParse(Extra, JSON.parse(text))
    return reading.success ? reading.output : refuse(1061002)
  } catch {
    return refuse(1061002)
  }
}
