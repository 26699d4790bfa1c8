import type { FastifyInstance } from 'fastify'
import { temporaryLinksPerCall } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { mayDownload, sendMedia } from './send-media.ts'

/** Where the links lead at Feishu, on a host of its own (example of media/batch_get_tmp_download_url, 2025-02-20). */
const path = '/space/api/box/stream/download/authcode/'

/**
 * GET drive/v1/medias/batch_get_tmp_download_url: one link for each token; the parameter is repeated for several. A token of no file
 * is a wrong parameter, the only code of its page (docs/feishu.md, U55); without leave to download, 403 is answered.
 */
export function getTemporaryLinks({ world, caller, searchParams }: Call): Answer {
  const tokens = searchParams.getAll('file_tokens').filter((token) => token !== '')
  if (tokens.length === 0 || tokens.length > temporaryLinksPerCall) refuse(1061002)
  const medias = tokens.map((token) => world.medias.find(token) ?? refuse(1061002))
  if (!medias.every((media) => mayDownload(world, caller, media))) refuse(1061004)
  const links = medias.map((media) => {
    const code = world.temporaryLinks.make(media, world.clock.nowMs())
    return { file_token: media.token, tmp_download_url: world.urlOf(`${path}?code=${code}`) }
  })
  return { kind: 'data', data: { tmp_download_urls: links } }
}

/** The other end of the links: no token is asked for. What Feishu answers to one that is over is not documented. */
export function serveTemporaryLinks(app: FastifyInstance, worldNow: () => SimulatedWorld): void {
  app.get<{ Querystring: { code?: string } }>(path, (request, reply) => {
    const world = worldNow()
    const media = world.temporaryLinks.open(request.query.code ?? '', world.clock.nowMs())
    if (!media) return reply.code(403).type('text/plain').send('this link is not valid any more')
    return sendMedia(media, reply.header('cache-control', 'private'), 'attachment')
  })
}
