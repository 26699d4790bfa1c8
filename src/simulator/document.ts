import type { Caller } from './identity.ts'
import { BlockTree } from './docx/block-tree.ts'

export type SimulatedKind = 'docx' | 'doc' | 'sheet' | 'bitable'

/** Where each kind of document is opened. */
export const documentPaths: Readonly<Record<SimulatedKind, string>> = {
  docx: '/docx/',
  doc: '/docs/',
  sheet: '/sheets/',
  bitable: '/base/',
}

export interface DocumentInput {
  /** Name by which tests find it; its token for a document made over the API. */
  readonly key: string
  readonly token: string
  readonly kind: SimulatedKind
  readonly title: string
  /** open_id of the person, or id of the app, whose it is. */
  readonly ownerId: string
  /** Callers that may edit, besides the owner. */
  readonly editors?: readonly string[]
  /** Callers that may read and no more. */
  readonly readers?: readonly string[]
  readonly deleted?: boolean
  /** No upload finds room in it any more: 1061042. */
  readonly full?: boolean
  readonly createdAtMs: number
}

/** One document. Only a docx has blocks that mean anything. */
export class SimulatedDocument {
  readonly key: string
  readonly token: string
  readonly kind: SimulatedKind
  readonly ownerId: string
  readonly deleted: boolean
  readonly full: boolean
  readonly createdAtMs: number
  readonly blocks: BlockTree
  /** 1 when new, one more with each edit. */
  revision = 1
  editedAtMs: number
  editedBy: string
  /** Answers of edits that named a client_token, so that a repeat changes nothing and reads the same. */
  readonly rememberedEdits = new Map<string, unknown>()
  readonly #editors: ReadonlySet<string>
  readonly #readers: ReadonlySet<string>

  constructor(input: DocumentInput) {
    this.key = input.key
    this.token = input.token
    this.kind = input.kind
    this.ownerId = input.ownerId
    this.deleted = input.deleted ?? false
    this.full = input.full ?? false
    this.createdAtMs = input.createdAtMs
    this.editedAtMs = input.createdAtMs
    this.editedBy = input.ownerId
    this.blocks = new BlockTree(input.token, input.title)
    this.#editors = new Set([input.ownerId, ...(input.editors ?? [])])
    this.#readers = new Set(input.readers)
  }

  get title(): string {
    return this.blocks.title
  }

  get path(): string {
    return documentPaths[this.kind] + this.token
  }

  mayEdit(caller: Pick<Caller, 'id'>): boolean {
    return this.#editors.has(caller.id)
  }

  mayRead(caller: Pick<Caller, 'id'>): boolean {
    return this.mayEdit(caller) || this.#readers.has(caller.id)
  }
}
