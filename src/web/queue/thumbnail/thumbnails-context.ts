import { createContext } from 'react'
import type { JobId } from '../../../engine/job/job.ts'

/** What is kept of a row's thumbnail. */
export interface KeptThumbnail {
  /** Null for a video of which only the length is known. */
  readonly picture: ArrayBuffer | null
  /** Media type of the picture. */
  readonly type: string
  /** Of a video; null for anything else, and where its file does not tell. */
  readonly lengthMs: number | null
}

/** Thumbnails that outlive their rows, and the page. */
export interface Thumbnails {
  readonly find: (id: JobId) => Promise<KeptThumbnail | null>
  readonly keep: (id: JobId, thumbnail: KeptThumbnail) => void
}

/** Null where none are kept. */
export const ThumbnailsContext = createContext<Thumbnails | null>(null)
