import { uploadIdLifeMs, usualAccessTokenLifeSeconds, usualPartBytes } from '../../contract/feishu/limits.ts'
import { Overlaps } from '../faults/overlaps.ts'
import { RandomFaults } from '../faults/random-faults.ts'
import { Faults } from '../faults/scripted-faults.ts'
import { Throttle } from '../http/throttle.ts'
import { ExportTasks } from '../exports/export-tasks.ts'
import { ImportTasks } from '../imports/import-tasks.ts'
import { MediaStore } from '../media/media-store.ts'
import { TemporaryLinks } from '../media/temporary-link-store.ts'
import { OtherEditors } from '../other-editor/other-editors.ts'
import { StoreApp } from '../store-app/store-app.ts'
import { Clock } from './clock.ts'
import { Counters } from './counters.ts'
import type { Shortcut, SimulatedDocument } from './document.ts'
import { Identity } from './identity.ts'
import { enabledScopes } from './scopes.ts'
import type { WikiNode, WikiSpace } from './wiki-space.ts'

/** Options by which a world differs from the documented Feishu. */
export interface WorldOptions {
  /** Official: upload endpoints take no concurrent calls. In practice some are tolerated. */
  readonly concurrentUploads: 'refused' | 'tolerated'
  readonly rateLimits: 'documented' | 'off'
  /** Calls a day of each upload endpoint. */
  readonly uploadsPerDay: number
  /** What the tenant's plan allows for one file; more is 1061043. */
  readonly maxFileBytes: number
  /** Size of each part of a large file but the last, as upload_prepare answers it. */
  readonly partBytes: number
  /** Delay of each answer of the API. */
  readonly latencyMs: number
  readonly accessTokenLifeSeconds: number
  /** Duration of an import, and of an export. */
  readonly importTaskMs: number
  /** Whether an import says that it succeeded only with the document's token, or some time before (docs/feishu.md, U56). */
  readonly importSuccess: 'with-document' | 'before-document'
  /** Whether the index of an edit at an older revision refers to that revision, or to the newest (docs/feishu.md, U31). */
  readonly editsAtOldRevision: 'carried-forward' | 'ignored'
  /** Whether docs_ai (edits by block id) is offered; if not, its path is unknown (docs/feishu.md, U32). */
  readonly editsById: 'answered' | 'not-there'
  /** Whether such an edit skips blocks that are gone, or is refused as a whole (docs/feishu.md, U33). */
  readonly goneBlocks: 'success' | 'refused'
  /** Answer to an empty search: Feishu's command line sends them, the official page shows none (docs/feishu.md, U24). */
  readonly emptySearch: 'refused' | 'answered'
  /** What an upload without bytes is answered (docs/feishu.md, U5). */
  readonly emptyMedia: 'refused' | 'taken'
  /** Whether a file that upload_all takes too can be sent in parts (docs/feishu.md, U49). */
  readonly smallFilesByParts: 'taken' | 'refused'
  /** Whether the checksum of a part is compared with it (docs/feishu.md, U8). */
  readonly partChecksums: 'compared' | 'ignored'
  /** Whether a file block can be created; a refused batch makes nothing (docs/feishu.md, U58). */
  readonly fileBlocks: 'taken' | 'refused'
  /** Whether a client_token is remembered (docs/feishu.md, U11). */
  readonly clientTokens: 'remembered' | 'forgotten'
  /** Whether a block takes a file that was uploaded for another one, or for the document itself (docs/feishu.md, U48). */
  readonly mediaOfOtherBlocks: 'refused' | 'taken'
  /** Whether an upload whose parent is a document itself (docx), and that has no `extra`, is taken (docs/feishu.md, U53). */
  readonly uploadsIntoDocuments: 'refused' | 'taken'
  /** Whether an empty text takes a picture out of its cell (docs/feishu.md, U40). */
  readonly emptiedCells: 'emptied' | 'keep-pictures'
  /** Whether a deletion of records is refused for one that is gone (docs/feishu.md, U42). */
  readonly goneRecords: 'refused' | 'passed-over'
  /** `refused`: the newer token endpoint refuses every PKCE pair, as reported of the real one. */
  readonly pkceAtV3: 'documented' | 'refused'
}

export const documentedOptions: WorldOptions = {
  concurrentUploads: 'refused',
  rateLimits: 'documented',
  uploadsPerDay: 10_000,
  // A verified Basic plan; indicative (docs/feishu.md, U6).
  maxFileBytes: 10 * 1024 ** 3,
  partBytes: usualPartBytes,
  latencyMs: 0,
  accessTokenLifeSeconds: usualAccessTokenLifeSeconds,
  importTaskMs: 3000,
  importSuccess: 'with-document',
  editsAtOldRevision: 'carried-forward',
  editsById: 'answered',
  goneBlocks: 'refused',
  emptySearch: 'answered',
  emptyMedia: 'refused',
  smallFilesByParts: 'taken',
  partChecksums: 'compared',
  fileBlocks: 'taken',
  clientTokens: 'remembered',
  mediaOfOtherBlocks: 'refused',
  uploadsIntoDocuments: 'refused',
  emptiedCells: 'emptied',
  goneRecords: 'refused',
  pkceAtV3: 'documented',
}

/** The state of one simulated Feishu: tokens, documents, media, quotas, faults. Begins empty (`seedWorld` fills it). */
export class SimulatedWorld {
  readonly options: WorldOptions
  readonly clock = new Clock()
  readonly counters = new Counters()
  readonly throttle = new Throttle(this.clock)
  readonly faults = new Faults()
  readonly overlaps = new Overlaps()
  readonly randomFaults = new RandomFaults()
  readonly identity: Identity
  readonly medias: MediaStore
  readonly temporaryLinks = new TemporaryLinks()
  readonly imports = new ImportTasks()
  readonly exports = new ExportTasks()
  readonly otherEditors = new OtherEditors()
  readonly storeApp = new StoreApp(this.clock)
  readonly shortcuts = new Map<string, Shortcut>()
  readonly wikiSpaces = new Map<string, WikiSpace>()
  readonly wikiNodes = new Map<string, WikiNode>()
  readonly #documents = new Map<string, SimulatedDocument>()
  /** Scopes that the app's console has switched on. */
  readonly enabledScopes: Set<string>
  readonly #publicUrl: () => string

  constructor(options: WorldOptions, folder: string, publicUrl: () => string) {
    this.options = options
    this.identity = new Identity(this.clock, options.accessTokenLifeSeconds)
    this.medias = new MediaStore(folder)
    this.enabledScopes = new Set(Object.keys(enabledScopes))
    this.#publicUrl = publicUrl
  }

  /** Documents and folders by token, including those of finished imports. */
  get documents(): Map<string, SimulatedDocument> {
    for (const { document, outcome, source } of this.imports.takeEnded(this.clock.nowMs())) {
      this.medias.remove(source)
      if (outcome.jobStatus === 0) this.#documents.set(document.token, document)
    }
    return this.#documents
  }

  /** Public URL of a path of this simulator. */
  urlOf(path: string): string {
    return this.#publicUrl() + path
  }

  uploadExpiryMs(): number {
    return this.clock.nowMs() + uploadIdLifeMs
  }
}
