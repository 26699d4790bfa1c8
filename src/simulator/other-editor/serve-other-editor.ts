import type { FastifyInstance, FastifyReply } from 'fastify'
import * as v from 'valibot'
import type { SimulatedDocument } from '../world/document.ts'
import { readValue } from '../http/request-body.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { ForeignEdits, foreignEditKinds, makeForeignEdit } from './foreign-edit.ts'

const WorkInput = v.strictObject({
  everyMs: v.pipe(v.number(), v.integer(), v.minValue(1)),
  seed: v.optional(v.pipe(v.number(), v.safeInteger()), 1),
  kinds: v.optional(v.pipe(v.array(v.picklist(foreignEditKinds)), v.minLength(1)), [...foreignEditKinds]),
})

interface ByToken {
  Params: { token: string }
}

/** The API for other editors: one edit now, or an editor that keeps working (README.md). */
export function serveOtherEditor(app: FastifyInstance, worldNow: () => SimulatedWorld): void {
  const documentOr404 = (token: string, reply: FastifyReply): SimulatedDocument | null => {
    const document = worldNow().documents.get(token)
    if (!document) void reply.code(404).send({ error: 'no such document' })
    return document ?? null
  }
  app.post<ByToken>('/_simulator/documents/:token/edits', async ({ raw, params }, reply) => {
    const document = documentOr404(params.token, reply)
    if (!document) return reply
    const edits = v.parse(ForeignEdits, await readValue(raw, 'application/json'))
    return { made: edits.map((edit) => makeForeignEdit(worldNow(), document, edit)), revision: document.revision }
  })
  app.post<ByToken>('/_simulator/documents/:token/editor', async ({ raw, params }, reply) => {
    const document = documentOr404(params.token, reply)
    if (!document) return reply
    const world = worldNow()
    world.otherEditors.start(world, document, v.parse(WorkInput, await readValue(raw, 'application/json')))
    return { made: [] }
  })
  app.delete<ByToken>('/_simulator/documents/:token/editor', ({ params }, reply) => {
    const document = documentOr404(params.token, reply)
    if (!document) return reply
    return { made: worldNow().otherEditors.stop(document) }
  })
}
