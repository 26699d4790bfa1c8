import { uploadIdLifeMs, usualAccessTokenLifeSeconds } from '../contract/limits.ts'
import { Clock } from './clock.ts'
import { Counters } from './counters.ts'
import type { SimulatedDocument } from './document.ts'
import { Identity } from './identity.ts'
import { MediaStore } from './media/media-store.ts'
import { seedDocuments, wikiNodes, type WikiNode } from './seed-documents.ts'
import { Throttle } from './throttle.ts'
import { Troubles } from './troubles.ts'
import { Weather } from './weather.ts'

/** How a world differs from the documented Feishu. */
export interface WorldOptions {
  /** Official: upload endpoints take no concurrent calls. In practice some are tolerated. */
  readonly concurrentUploads: 'refused' | 'tolerated'
  readonly rateLimits: 'documented' | 'off'
  /** Calls a day of each upload endpoint. */
  readonly uploadsPerDay: number
  /** What the tenant's plan allows for one file; more is 1061043. */
  readonly maxFileBytes: number
  /** Added before each answer of the API. */
  readonly latencyMs: number
  readonly accessTokenLifeSeconds: number
}

export const documentedOptions: WorldOptions = {
  concurrentUploads: 'refused',
  rateLimits: 'documented',
  uploadsPerDay: 10_000,
  // A verified Basic plan; indicative (docs/feishu.md, U6).
  maxFileBytes: 10 * 1024 ** 3,
  latencyMs: 0,
  accessTokenLifeSeconds: usualAccessTokenLifeSeconds,
}

/** All there is: people's tokens, documents, media, quotas, troubles, weather. A fresh one forgets the last. */
export class World {
  readonly options: WorldOptions
  readonly clock = new Clock()
  readonly counters = new Counters()
  readonly throttle = new Throttle(this.clock)
  readonly troubles = new Troubles()
  readonly weather = new Weather()
  readonly identity: Identity
  readonly medias: MediaStore
  readonly documents: Map<string, SimulatedDocument>
  readonly wikiNodes: ReadonlyMap<string, WikiNode>
  readonly #publicUrl: () => string

  constructor(options: WorldOptions, folder: string, publicUrl: () => string) {
    this.options = options
    this.identity = new Identity(this.clock, options.accessTokenLifeSeconds)
    this.medias = new MediaStore(folder)
    this.documents = new Map(seedDocuments(this.clock.nowMs()).map((document) => [document.token, document]))
    this.wikiNodes = new Map(wikiNodes.map((node) => [node.nodeToken, node]))
    this.#publicUrl = publicUrl
  }

  /** Where a person opens `path` of this simulator. */
  urlOf(path: string): string {
    return this.#publicUrl() + path
  }

  uploadExpiryMs(): number {
    return this.clock.nowMs() + uploadIdLifeMs
  }
}
