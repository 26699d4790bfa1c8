import { sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { hashedFolder } from './kept-assets.ts'

export interface PageFolders {
  /** Of the built page. */
  readonly pageDirectory: string
  /** Of the parts of earlier ones; null where none can be kept. */
  readonly keptDirectory: string | null
}

/**
 * The built page and its assets, each as one of the copies that the build has compressed, where the browser takes one; and the
 * assets of earlier builds, which pages that stand open still ask for.
 */
export async function addPageFiles(app: FastifyInstance, { pageDirectory, keptDirectory }: PageFolders): Promise<void> {
  await app.register(fastifyStatic, {
    root: keptDirectory === null ? pageDirectory : [pageDirectory, keptDirectory],
    cacheControl: false,
    preCompressed: true,
    dotfiles: 'ignore',
    // Size and date say nothing where an image is built to be the same each time: an old page would pass for the new one.
    etag: false,
    lastModified: false,
    setHeaders: (response, path) => {
      void response.header('cache-control', cacheControlOf(path))
    },
  })
}

/** The page itself is asked for each time, or an old one would look for assets that a new build took away. */
function cacheControlOf(path: string): string {
  return path.includes(`${sep}${hashedFolder}${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache'
}
