import Fastify, { type FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveControlApi } from './control-api.ts'
import { endpointOf, isEndpointName } from './endpoints.ts'
import { handlers } from './handlers.ts'
import { makeLogId } from '../world/name-maker.ts'
import { serveTemporaryLinks } from '../media/temporary-links.ts'
import { serveAuthorize } from '../oauth/authorize.ts'
import { serveQrPage } from '../oauth/qr-page.ts'
import { serveConsole } from '../pages/serve-console.ts'
import { serveOtherEditor } from '../other-editor/serve-other-editor.ts'
import { seedWorld } from '../seed/documents.ts'
import { makeStoreApp, serveStoreApp } from '../store-app/serve-store-app.ts'
import { serveLive } from '../pages/serve-live.ts'
import { servePages } from '../pages/serve-pages.ts'
import { serveCall } from './serve-call.ts'
import { documentedOptions, SimulatedWorld, type WorldOptions } from '../world/world.ts'

export interface SimulatorOptions {
  /** Origin under which people reach it; a function, since the port may be chosen late. */
  readonly publicUrl: () => string
  /** Folder for uploaded bytes; default: a temporary one, removed on close. */
  readonly dataDir?: string
  /** Redirect URLs that count as registered, besides every address of this machine. */
  readonly redirectUris?: readonly string[]
  /** Origins whose pages may show documents in a frame. */
  readonly framedBy?: readonly string[]
  /** Adds to each new world what the seed does not have. */
  readonly furnish?: (world: SimulatedWorld) => void
  readonly log?: boolean
}

/** A simulated Feishu, not listening yet. */
export async function createSimulator(options: SimulatorOptions): Promise<FastifyInstance> {
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'feishu-simulator-')))
  const worlds = await startWorlds(folder, options)
  const worldNow = (): SimulatedWorld => worlds.current
  // No timeout for slow bodies; closing does not wait for idle connections.
  const app = Fastify({
    logger: options.log ?? false,
    forceCloseConnections: true,
    requestTimeout: 0,
    exposeHeadRoutes: false,
    // Older pages of Feishu write some paths with one, and clients of that time still do.
    routerOptions: { ignoreTrailingSlash: true },
  })
  // Each endpoint reads its body itself, after token and quota, so that an upload is refused before its bytes are read.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-tt-logid', makeLogId(worldNow().clock.nowMs()))
    reply.header('x-request-id', request.headers['x-request-id'] ?? randomUUID())
    done()
  })
  for (const [name, handler] of Object.entries(handlers)) {
    if (!isEndpointName(name)) continue
    const { method, path } = endpointOf(name)
    app.route({ method, url: path, handler: serveCall(name, handler, worldNow) })
  }
  serveAuthorize(app, worldNow, options.redirectUris ?? [])
  serveQrPage(app, worldNow)
  servePages(app, worldNow, options.framedBy ?? [])
  serveTemporaryLinks(app, worldNow)
  serveLive(app, worldNow)
  serveConsole(app, worldNow)
  serveControlApi(app, worldNow, worlds.next, options.redirectUris ?? [])
  serveOtherEditor(app, worldNow)
  serveStoreApp(app, worldNow)
  // An unknown path is answered without JSON (openclaw/openclaw#95291).
  app.setNotFoundHandler((_request, reply) => reply.code(404).type('text/plain').send('404 page not found'))
  app.setErrorHandler<Error>((error, request, reply) => {
    request.log.error(error)
    return reply.code(400).send({ error: error.message })
  })
  app.addHook('onClose', async () => {
    worldNow().otherEditors.stopAll()
    worldNow().storeApp.stop()
    if (options.dataDir === undefined) await rm(folder, { recursive: true, force: true })
  })
  return app
}

/** One world at a time; a new one replaces it and deletes its bytes. */
async function startWorlds(folder: string, { publicUrl, furnish }: SimulatorOptions) {
  let number = 0
  const start = async (options: WorldOptions): Promise<SimulatedWorld> => {
    number += 1
    const worldFolder = join(folder, `world-${number}`)
    await rm(worldFolder, { recursive: true, force: true })
    await mkdir(worldFolder, { recursive: true })
    const world = new SimulatedWorld(options, worldFolder, publicUrl)
    seedWorld(world)
    furnish?.(world)
    return world
  }
  const worlds = {
    current: await start(documentedOptions),
    next: async (options: WorldOptions): Promise<SimulatedWorld> => {
      const last = join(folder, `world-${number}`)
      worlds.current.otherEditors.stopAll()
      const { isOn, address } = worlds.current.storeApp
      worlds.current.storeApp.stop()
      worlds.current = await start(options)
      if (isOn) makeStoreApp(worlds.current, address)
      // A running upload may still write there.
      await rm(last, { recursive: true, force: true, maxRetries: 5 })
      return worlds.current
    },
  }
  return worlds
}
