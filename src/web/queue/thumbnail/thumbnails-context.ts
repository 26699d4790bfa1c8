import { createContext } from 'react'
import type { JobId } from '../../../engine/job/job.ts'

/** The stored thumbnail of a row. */
export interface KeptThumbnail {
  /** Null for a video of which only the length is known. */
  readonly picture: ArrayBuffer | null
  /** Media type of the picture. */
  readonly type: string
  /** Length of a video; null for other files, and where the video file does not contain it. */
  readonly lengthMs: number | null
}

/** Storage of thumbnails, beyond their rows and the page. */
export interface Thumbnails {
  readonly find: (id: JobId) => Promise<KeptThumbnail | null>
  readonly keep: (id: JobId, thumbnail: KeptThumbnail) => void
}

/** Null where thumbnails are not stored. */
export const ThumbnailsContext = createContext<Thumbnails | null>(null)
