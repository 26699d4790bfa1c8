import { sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** The build puts a hash of its content into the name of each file in this folder. */
const hashedFolder = `${sep}assets${sep}`

/** The built page and its assets, each as one of the copies that the build has compressed, where the browser takes one. */
export async function addPageFiles(app: FastifyInstance, pageDirectory: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: pageDirectory,
    cacheControl: false,
    preCompressed: true,
    dotfiles: 'ignore',
    setHeaders: (response, path) => {
      void response.header('cache-control', cacheControlOf(path))
    },
  })
}

/** The page itself is asked for each time, or an old one would look for assets that a new build took away. */
function cacheControlOf(path: string): string {
  if (path.includes(hashedFolder)) return 'public, max-age=31536000, immutable'
  return path.replace(/\.(br|gz)$/, '').endsWith('.html') ? 'no-store' : 'no-cache'
}
