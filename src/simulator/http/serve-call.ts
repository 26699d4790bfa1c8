import type { FastifyReply, FastifyRequest } from 'fastify'
import { setTimeout as wait } from 'node:timers/promises'
import { envelopeOf, oauthEnvelopeOf, passportEnvelopeOf, RefusalError, refuse, type Answer } from './answer.ts'
import { authenticate, bearerOf, tenantOf } from './authenticate.ts'
import { searchParamsOf, type Handler, type OpenCall } from './call.ts'
import { endpointOf, refusalStyleOf, type EndpointName } from './endpoints.ts'
import { sendMedia } from '../media/send-media.ts'
import { makeForeignEdit } from '../other-editor/foreign-edit.ts'
import { exclusiveOf, refuseOverlap } from '../faults/overlaps.ts'
import { takeTurn } from './quota.ts'
import type { Caller } from '../world/identity.ts'
import { companyOf } from '../world/people.ts'
import { bodyOf, cutAt, readForm, readValue, type ReceivedForm } from './request-body.ts'
import { accessOf } from '../world/scopes.ts'
import { Unanswered, endUnanswered, meetAfter, meetBefore, meetCode, meetWhenRead } from '../faults/apply-fault.ts'
import type { Fault } from '../faults/scripted-faults.ts'
import type { SimulatedWorld } from '../world/world.ts'

/** Answers one route: faults, token, quota, body, effect, in the order of a real call. */
export function serveCall(name: EndpointName, handler: Handler, worldNow: () => SimulatedWorld) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const world = worldNow()
    try {
      return await send(await runCounted({ name, handler, world, request }), reply)
    } catch (error: unknown) {
      if (error instanceof NotThere) {
        reply.callNotFound()
        return reply
      }
      if (error instanceof Unanswered) return endUnanswered(error.fault, request, reply)
      const refused = error instanceof RefusalError ? error : unexpected(error, request)
      world.counters.refused(name, refused.code)
      const envelope = envelopes[refusalStyleOf(name)](refused, logIdOf(reply))
      return reply
        .code(refused.httpStatus)
        .headers(refused.details.headers ?? {})
        .send(envelope)
    }
  }
}

const envelopes = { feishu: envelopeOf, oauth: oauthEnvelopeOf, passport: passportEnvelopeOf }

/** Thrown for a call that this world does not offer. */
class NotThere extends Error {}

interface ServedCall {
  readonly name: EndpointName
  readonly handler: Handler
  readonly world: SimulatedWorld
  readonly request: FastifyRequest
}

/** Runs a call; meanwhile it counts as running and blocks calls that must not overlap. */
async function runCounted(call: ServedCall): Promise<Answer> {
  const { name, world, request } = call
  const key = exclusiveOf(name, request.params as Readonly<Record<string, string>>)
  // Companies do not get into each other's way.
  const exclusive = key === null ? null : `${companyOfCall(call)} ${key}`
  world.counters.begin(name)
  const overlaps = exclusive !== null && world.overlaps.enter(exclusive)
  try {
    if (name === 'updateDocument' && world.options.editsById === 'not-there') throw new NotThere()
    return await run(call, overlaps)
  } finally {
    if (exclusive !== null) world.overlaps.leave(exclusive)
    world.counters.end(name)
  }
}

async function run({ name, handler, world, request }: ServedCall, overlaps: boolean): Promise<Answer> {
  const parameters = request.params as Readonly<Record<string, string>>
  const { authorization, 'content-type': contentType = '' } = request.headers
  if (world.options.latencyMs > 0) await wait(world.options.latencyMs)
  const early = world.faults.take(name, null) ?? randomFaultOf(world, name, authorization)
  await meetBefore(early, world.faults, request)
  if (early?.kind === 'expire-token') world.identity.expireAccessToken(bearerOf(authorization) ?? '')
  const access = accessOf[name]
  const caller = access && authenticate(world, access, authorization)
  takeTurn(world, name, { documentId: parameters['document_id'], caller })
  if (overlaps) refuseOverlap(name, world.options.concurrentUploads)
  const body = await readBody({ name, handler, world, request }, early)
  const late = world.faults.take(name, fieldOf(body, 'file_name')) ?? early
  if (late !== early) await meetBefore(late, world.faults, request)
  meetWhenRead(late)
  changeMeanwhile(world, late, { parameters, uploadId: fieldOf(body, 'upload_id') })
  const searchParams = searchParamsOf(request.url)
  const query = Object.fromEntries(searchParams)
  const call = { world, parameters, query, searchParams, authorization, contentType, body: body.value, fault: late }
  const answer = await effect(handler, call, caller, body)
  if (caller && body.file) world.counters.uploaded(caller.id)
  meetAfter(late)
  return answer
}

/** The company of a call, whose token is not checked yet. */
function companyOfCall({ world, request }: ServedCall): string {
  const token = bearerOf(request.headers.authorization) ?? ''
  const openId = world.identity.findAccessToken(token)?.openId
  return openId === undefined ? (tenantOf(world, token) ?? '') : companyOf(openId).tenantKey
}

interface Named {
  readonly parameters: Readonly<Record<string, string>>
  readonly uploadId: string
}

/** Applies faults that change the document or upload while the call is on its way. */
function changeMeanwhile(world: SimulatedWorld, fault: Fault | undefined, { parameters, uploadId }: Named): void {
  if (fault?.kind === 'forget-upload') world.medias.forget(uploadId)
  if (fault?.kind !== 'edited-meanwhile') return
  const token = parameters['document_id'] ?? parameters['spreadsheet_token'] ?? parameters['app_token'] ?? ''
  const document = world.documents.get(token)
  if (document) for (const edit of fault.edits) makeForeignEdit(world, document, edit)
  if (fault.code !== null) meetCode(fault.code)
}

/** The random fault of this call. */
function randomFaultOf(
  world: SimulatedWorld,
  route: EndpointName,
  authorization: string | undefined,
): Fault | undefined {
  const issuedAtMs = world.identity.findAccessToken(bearerOf(authorization) ?? '')?.issuedAtMs
  const tokenAgeMs = issuedAtMs === undefined ? null : world.clock.nowMs() - issuedAtMs
  const met = world.randomFaults.next({ route, tokenAgeMs })
  if (met) world.counters.met(route, met.kind)
  return met?.fault
}

interface ReadBody extends ReceivedForm {
  readonly value: unknown
}

async function readBody({ name, handler, world, request }: ServedCall, fault: Fault | undefined): Promise<ReadBody> {
  const stream =
    fault?.kind === 'cut-at'
      ? cutAt(request.raw, fault.share)
      : bodyOf(request.raw, fault?.kind === 'slow' ? fault.bytesPerSecond : null)
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

/** Runs the handler. */
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

/** A text field of a form or JSON body; empty if there is none. */
function fieldOf({ fields, value }: ReadBody, name: 'file_name' | 'upload_id'): string {
  const found =
    typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined
  return typeof found === 'string' ? found : (fields[name] ?? '')
}

async function send(answer: Answer, reply: FastifyReply): Promise<FastifyReply> {
  if (answer.kind === 'media') return sendMedia(answer.media, reply, 'attachment')
  const envelope = answer.kind === 'flat' ? answer.value : { code: 0, msg: 'success', data: answer.data }
  return reply.send(envelope)
}

function unexpected(error: unknown, request: FastifyRequest): RefusalError {
  request.log.error(error)
  return new RefusalError(1061001)
}

export function logIdOf(reply: FastifyReply): string {
  return String(reply.getHeader('x-tt-logid') ?? '')
}
