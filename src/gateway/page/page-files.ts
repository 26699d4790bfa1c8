import { sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { gatewayPaths } from '../../contract/own-api/session.ts'
import type { Site } from '../config/site.ts'
import { hashedFolder } from './kept-assets.ts'

export interface PageFolders {
  /** Folder of the built page. */
  readonly pageDirectory: string
  /** Folder of the assets of earlier builds; null: none can be kept. */
  readonly keptDirectory: string | null
}

/** Serves the built page and its assets, precompressed where the browser accepts it, and the assets of earlier builds for open tabs. */
export async function addPageFiles(
  app: FastifyInstance,
  { pageDirectory, keptDirectory, site }: PageFolders & { readonly site: Site },
): Promise<void> {
  app.route({
    method: 'POST',
    url: gatewayPaths.share,
    // Comes here only from a browser that has lost the worker. The page says that nothing arrived; the body is not read.
    onRequest: (_request, reply, _done) =>
      void reply.header('connection', 'close').redirect(`${site.home}?shared=lost`, 303),
    handler: () => undefined,
  })
  await app.register(fastifyStatic, {
    root: keptDirectory === null ? pageDirectory : [pageDirectory, keptDirectory],
    cacheControl: false,
    preCompressed: true,
    dotfiles: 'ignore',
    // In a reproducible image size and date are the same for each build: an old page would pass for the new one.
    etag: false,
    lastModified: false,
    setHeaders: (response, path) => {
      void response.header('cache-control', cacheControlOf(path))
      if (!isForOtherSites(path)) return
      void response.header('cross-origin-resource-policy', 'cross-origin')
      void response.header('access-control-allow-origin', '*')
    },
  })
}

/** The page itself is revalidated each time: an old one would load assets that a new build removed. */
function cacheControlOf(path: string): string {
  return path.includes(`${sep}${hashedFolder}${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache'
}

/** `embed.js`, which portals load (docs/embedding.md); it contains nothing that is not public. */
function isForOtherSites(path: string): boolean {
  return /(?:^|[\\/])embed\.js(?:\.br|\.gz)?$/.test(path) && !path.includes(`${sep}${hashedFolder}${sep}`)
}
