import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { documentPaths, rootFolderOf, type SimulatedDocument } from '../world/document.ts'
import { sendMedia } from '../media/send-media.ts'
import { everyone, personWithKey, type Person } from '../world/people.ts'
import { readValue } from '../http/request-body.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { documentBody } from './document-page.ts'
import { rootFolderBody, rootFolderTitle } from './folder-page.ts'
import { homeBody, homeTitle } from './home-page.ts'
import { html } from './html.ts'
import { pressOtherEditor } from './other-editor-form.ts'
import { languageOf, sendPage } from './page.ts'
import { style } from './style.ts'

interface ByToken {
  Params: { token: string }
}

/** The pages for people, with their files and styles. */
export function servePages(app: FastifyInstance, worldNow: () => SimulatedWorld, framedBy: readonly string[]): void {
  app.get('/', (request, reply) => {
    const language = languageOf(request)
    return sendPage(reply, { language, title: homeTitle(language), body: homeBody(worldNow(), language) })
  })
  for (const [kind, path] of Object.entries(documentPaths)) {
    app.get<ByToken>(`${path}:token`, (request, reply) => {
      const { token } = request.params
      const owner = kind === 'folder' ? everyone.find(({ openId }) => rootFolderOf(openId) === token) : undefined
      if (owner) return sendRootFolder(request, reply, { world: worldNow(), owner })
      const document = worldNow().documents.get(token)
      return sendDocument(request, reply, {
        world: worldNow(),
        document: document?.kind === kind ? document : undefined,
        framedBy,
      })
    })
  }
  const behindNode = (nodeToken: string): SimulatedDocument | undefined => {
    const world = worldNow()
    return world.documents.get(world.wikiNodes.get(nodeToken)?.documentToken ?? '')
  }
  app.get<ByToken>('/wiki/:token', (request, reply) =>
    sendDocument(request, reply, { world: worldNow(), document: behindNode(request.params.token), framedBy }),
  )
  for (const path of [...Object.values(documentPaths), '/wiki/']) {
    app.post<ByToken>(`${path}:token`, async (request, reply) => {
      const { token } = request.params
      const form = (await readValue(request.raw, 'application/x-www-form-urlencoded')) as Record<string, string>
      const document = path === '/wiki/' ? behindNode(token) : worldNow().documents.get(token)
      if (document) pressOtherEditor(worldNow(), document, form['editor'] ?? '')
      return reply.redirect(request.url, 303)
    })
  }
  serveFiles(app, worldNow)
}

function serveFiles(app: FastifyInstance, worldNow: () => SimulatedWorld): void {
  app.get<ByToken & { Querystring: { download?: string } }>('/_simulator/medias/:token', (request, reply) => {
    const media = worldNow().medias.find(request.params.token)
    if (!media) return reply.code(404).type('text/plain').send('no such media')
    reply.header('cross-origin-resource-policy', 'same-origin')
    return sendMedia(media, reply, request.query.download === undefined ? 'inline' : 'attachment')
  })
  app.get('/_simulator/style.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(style))
  app.get('/_simulator/icon.svg', (_request, reply) => reply.type('image/svg+xml').send(badge('模', '#b26a00')))
  app.get<{ Params: { key: string } }>('/_simulator/people/:key.svg', (request, reply) => {
    const person = personWithKey(request.params.key)
    if (!person) return reply.code(404).type('text/plain').send('no such person')
    return reply.type('image/svg+xml').send(badge(person.name.charAt(0), '#245bdb'))
  })
}

interface DocumentToSend {
  readonly world: SimulatedWorld
  readonly document: SimulatedDocument | undefined
  readonly framedBy: readonly string[]
}

function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  { world, document, framedBy }: DocumentToSend,
): FastifyReply {
  const language = languageOf(request)
  if (document && !document.deleted) {
    const title = document.title
    return sendPage(reply, { language, title, body: documentBody(world, document, language), live: { framedBy } })
  }
  const [title, status] = document
    ? [language === 'zh' ? '文档已被删除' : 'This document was deleted', 410]
    : [language === 'zh' ? '没有这篇文档' : 'There is no such document', 404]
  return sendPage(reply, { language, title, status, body: html`<main class="sheet"><h1>${title}</h1></main>` })
}

function sendRootFolder(
  request: FastifyRequest,
  reply: FastifyReply,
  { world, owner }: { readonly world: SimulatedWorld; readonly owner: Person },
): FastifyReply {
  const language = languageOf(request)
  const title = rootFolderTitle(owner, language)
  return sendPage(reply, { language, title, body: rootFolderBody(world, owner, language) })
}

function badge(letter: string, colour: string): string {
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
    <rect width="32" height="32" rx="6" fill="${colour}" />
    <text x="16" y="22" font-size="17" text-anchor="middle" fill="#fff" font-family="sans-serif">${letter}</text>
  </svg>`.text
}
