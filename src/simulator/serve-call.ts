import type { FastifyReply, FastifyRequest } from 'fastify'
import { setTimeout as wait } from 'node:timers/promises'
import { envelopeOf, oauthEnvelopeOf, Refused, refuse, type Answer } from './answer.ts'
import { authenticate } from './authenticate.ts'
import { queryOf, type Handler, type OpenCall } from './call.ts'
import { endpointOf, type EndpointName } from './endpoints.ts'
import { sendMedia } from './media/send-media.ts'
import { exclusiveOf, refuseOverlap } from './overlaps.ts'
import { refuseForRate, takeTurn } from './quota.ts'
import type { Caller } from './identity.ts'
import { bodyOf, readForm, readValue, type ReceivedForm } from './request-body.ts'
import { accessOf } from './scopes.ts'
import type { Trouble } from './troubles.ts'
import type { World } from './world.ts'

/** Codes from here on come from Feishu's gateway, which answers before it reads the body; the services come after it. */
const gatewayCodes = 99_990_000

/** Raised to end a call without an answer, or with one that is not JSON. */
class Derailed extends Error {
  override name = 'Derailed' as const
  readonly trouble: Extract<Trouble, { kind: 'html' | 'cut' }>

  constructor(trouble: Extract<Trouble, { kind: 'html' | 'cut' }>) {
    super(`the call meets ${trouble.kind}`)
    this.trouble = trouble
  }
}

/** Answers one route: trouble, token, quota, body, effect, in the order a real call meets them. */
export function serveCall(name: EndpointName, handler: Handler, worldNow: () => World) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const world = worldNow()
    try {
      return await send(await runCounted({ name, handler, world, request }), reply)
    } catch (error: unknown) {
      if (error instanceof Derailed) return derail(error.trouble, request, reply)
      const refused = error instanceof Refused ? error : unexpected(error, request)
      world.counters.refused(name, refused.code)
      const envelope = name === 'exchangeToken' ? oauthEnvelopeOf(refused) : envelopeOf(refused, logIdOf(reply))
      return reply
        .code(refused.httpStatus)
        .headers(refused.details.headers ?? {})
        .send(envelope)
    }
  }
}

interface Run {
  readonly name: EndpointName
  readonly handler: Handler
  readonly world: World
  readonly request: FastifyRequest
}

/** Runs a call; as long as it runs it is counted, and keeps others from what it has to itself. */
async function runCounted(call: Run): Promise<Answer> {
  const { name, world, request } = call
  const exclusive = exclusiveOf(name, request.params as Readonly<Record<string, string>>)
  world.counters.begin(name)
  const overlaps = exclusive !== null && world.overlaps.enter(exclusive)
  try {
    return await run(call, overlaps)
  } finally {
    if (exclusive !== null) world.overlaps.leave(exclusive)
    world.counters.end(name)
  }
}

async function run({ name, handler, world, request }: Run, overlaps: boolean): Promise<Answer> {
  const parameters = request.params as Readonly<Record<string, string>>
  const { authorization } = request.headers
  if (world.options.latencyMs > 0) await wait(world.options.latencyMs)
  const early = world.troubles.take(name, null)
  await meetEarly(early)
  const access = accessOf[name]
  const caller = access && authenticate(world, access, authorization)
  takeTurn(world, name, parameters['document_id'])
  if (overlaps) refuseOverlap(world, name)
  const body = await readBody({ name, handler, world, request }, early)
  const late = world.troubles.take(name, fileNameOf(body)) ?? early
  if (late !== early) await meetEarly(late)
  if (late?.kind === 'code') meetCode(late.code)
  const call = { world, parameters, query: queryOf(request.url), authorization, body: body.value }
  const answer = await effect(handler, call, caller, body)
  if (late?.kind === 'cut') throw new Derailed(late)
  return answer
}

interface ReadBody extends ReceivedForm {
  readonly value: unknown
}

async function readBody({ name, handler, world, request }: Run, trouble: Trouble | undefined): Promise<ReadBody> {
  const stream = bodyOf(request.raw, trouble?.kind === 'slow' ? trouble.bytesPerSecond : null)
  const type = request.headers['content-type'] ?? ''
  switch (endpointOf(name).body) {
    case 'none':
      return { value: {}, fields: {}, file: null }
    case 'json':
      return { value: await readValue(stream, type, handler.jsonMaxBytes), fields: {}, file: null }
    case 'multipart':
      return { value: {}, ...(await readForm(stream, type, world.medias.newPath())) }
  }
}

/** Does what the call asks for. */
function effect(
  handler: Handler,
  call: OpenCall,
  caller: Caller | null,
  { fields, file }: ReceivedForm,
): Answer | Promise<Answer> {
  if (handler.with === 'nothing') return handler.answer(call)
  if (!caller) return refuse(99991661)
  if (handler.with === 'caller') return handler.answer({ ...call, caller })
  return handler.answer({ ...call, caller, fields, file })
}

async function meetEarly(trouble: Trouble | undefined): Promise<void> {
  if (trouble?.kind === 'delay') await wait(trouble.delayMs)
  if (trouble?.kind === 'html') throw new Derailed(trouble)
  if (trouble?.kind === 'cut' && trouble.when === 'before') throw new Derailed(trouble)
  if (trouble?.kind === 'code' && trouble.code >= gatewayCodes) meetCode(trouble.code)
}

function meetCode(code: number): never {
  if (code === 99991400) refuseForRate(429, 1, 1)
  throw new Refused(code)
}

/** The `file_name` of a form or of a JSON body; empty where there is none. */
function fileNameOf({ fields, value }: ReadBody): string {
  const named = typeof value === 'object' && value !== null && 'file_name' in value ? value.file_name : undefined
  return typeof named === 'string' ? named : (fields['file_name'] ?? '')
}

async function send(answer: Answer, reply: FastifyReply): Promise<FastifyReply> {
  if (answer.kind === 'media') return sendMedia(answer.media, reply, 'attachment')
  const envelope = answer.kind === 'flat' ? answer.value : { code: 0, msg: 'success', data: answer.data }
  return reply.send(envelope)
}

function derail(trouble: Derailed['trouble'], request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (trouble.kind === 'cut') {
    reply.hijack()
    // Of a request that was read to its end, destroy() would leave the connection open.
    request.raw.socket.destroy()
    return reply
  }
  const title = trouble.status === 400 ? '400 Bad Request' : '502 Bad Gateway'
  return reply
    .code(trouble.status)
    .type('text/html')
    .send(
      `<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n</body>\n</html>\n`,
    )
}

function unexpected(error: unknown, request: FastifyRequest): Refused {
  request.log.error(error)
  return new Refused(1061001)
}

export function logIdOf(reply: FastifyReply): string {
  return String(reply.getHeader('x-tt-logid') ?? '')
}
