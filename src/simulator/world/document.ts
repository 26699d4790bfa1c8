import type { Comment } from '../comments/comment.ts'
import type { Caller } from './identity.ts'

export type SimulatedKind = 'docx' | 'doc' | 'sheet' | 'bitable' | 'folder' | 'file' | 'mindnote' | 'slides'

/** Path of each kind of document. */
export const documentPaths: Readonly<Record<SimulatedKind, string>> = {
  docx: '/docx/',
  doc: '/docs/',
  sheet: '/sheets/',
  bitable: '/base/',
  folder: '/drive/folder/',
  file: '/file/',
  mindnote: '/mindnotes/',
  slides: '/slides/',
}

export interface DocumentInput {
  /** Name by which tests find it; for a document made over the API, its token. */
  readonly key: string
  readonly token: string
  readonly title: string
  /** open_id of the owner, or id of the app. */
  readonly ownerId: string
  /** Callers that may edit, besides the owner. */
  readonly editors?: readonly string[]
  /** Callers that may only read. */
  readonly readers?: readonly string[]
  readonly deleted?: boolean
  /** Refuses further uploads with 1061042. */
  readonly full?: boolean
  readonly createdAtMs: number
  /** Default: `createdAtMs`. */
  readonly editedAtMs?: number
  /** Folder that it is in; null for a wiki page. Default: its owner's root. */
  readonly folderToken?: string | null
  /** File that it was imported from. */
  readonly importedFrom?: ImportedFile
}

export interface ImportedFile {
  readonly name: string
  readonly sizeBytes: number
  /** Hex. */
  readonly sha256: string
}

/** As Feishu names what a person may do with a document. */
export type Permission = 'view' | 'edit' | 'full_access'

/** A document or folder: what all kinds have in common. */
export class SimulatedDocument {
  readonly kind: SimulatedKind
  readonly key: string
  readonly token: string
  ownerId: string
  readonly deleted: boolean
  readonly full: boolean
  readonly createdAtMs: number
  folderToken: string | null
  readonly importedFrom: ImportedFile | null
  /** 1 when new, one more with each edit. */
  revision = 1
  editedAtMs: number
  editedBy: string
  /** When each caller opened it last. */
  readonly openedAtMs = new Map<string, number>()
  /** Settings of sharing by link and the like that somebody changed, by Feishu's names. */
  readonly publicSettings: Record<string, unknown> = {}
  /** In the order in which they were made. */
  readonly comments: Comment[] = []
  readonly #title: string
  readonly #editors: Set<string>
  readonly #readers: Set<string>
  /** Those of the editors who may share it too. */
  readonly #managers = new Set<string>()

  constructor(kind: SimulatedKind, input: DocumentInput) {
    this.kind = kind
    this.key = input.key
    this.token = input.token
    this.ownerId = input.ownerId
    this.deleted = input.deleted ?? false
    this.full = input.full ?? false
    this.createdAtMs = input.createdAtMs
    this.folderToken = input.folderToken === undefined ? rootFolderOf(input.ownerId) : input.folderToken
    this.importedFrom = input.importedFrom ?? null
    this.editedAtMs = input.editedAtMs ?? input.createdAtMs
    this.editedBy = input.ownerId
    this.#title = input.title
    this.#editors = new Set([input.ownerId, ...(input.editors ?? [])])
    this.#readers = new Set(input.readers)
  }

  get title(): string {
    return this.#title
  }

  /** Text that searches look through, besides the title. */
  searchedText(): string {
    return ''
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

  mayManage(caller: Pick<Caller, 'id'>): boolean {
    return caller.id === this.ownerId || this.#managers.has(caller.id)
  }

  /** Lets somebody in, or changes what they may; the owner's permissions stay. */
  share(id: string, perm: Permission): void {
    if (id === this.ownerId) return
    this.unshare(id)
    if (perm === 'view') this.#readers.add(id)
    else this.#editors.add(id)
    if (perm === 'full_access') this.#managers.add(id)
  }

  /** Lets somebody in no longer. */
  unshare(id: string): void {
    if (id === this.ownerId) return
    for (const group of [this.#readers, this.#editors, this.#managers]) group.delete(id)
  }

  /** Gives it another owner; the former one keeps what is said, or nothing. */
  transfer(ownerId: string, formerPerm: Permission | null): void {
    const former = this.ownerId
    if (ownerId === former) return
    this.unshare(ownerId)
    this.ownerId = ownerId
    this.#editors.add(ownerId)
    if (formerPerm) this.share(former, formerPerm)
    else this.unshare(former)
  }

  /** People it is shared with, without its owner. */
  members(): readonly { readonly id: string; readonly perm: Permission }[] {
    const editors = [...this.#editors].filter((id) => id !== this.ownerId)
    return [
      ...editors.map((id) => ({ id, perm: this.#managers.has(id) ? ('full_access' as const) : ('edit' as const) })),
      ...[...this.#readers].map((id) => ({ id, perm: 'view' as const })),
    ]
  }

  noteEdit(caller: Pick<Caller, 'id'>, nowMs: number): void {
    this.revision += 1
    this.editedAtMs = nowMs
    this.editedBy = caller.id
  }
}

/** Token of the root folder of a person or the app, in the form seen at Feishu (`nodcn…`). */
export function rootFolderOf(callerId: string): string {
  return `nodcn${callerId
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(-22)
    .padStart(22, '0')}`
}

/** An entry of a folder that points to a document elsewhere. */
export interface Shortcut {
  readonly token: string
  readonly targetToken: string
  readonly folderToken: string
  readonly ownerId: string
  readonly createdAtMs: number
}
