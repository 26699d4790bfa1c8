import type { FastifyReply, FastifyRequest } from 'fastify'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { RefusalError } from '../http/answer.ts'
import { refuseForRate } from '../http/quota.ts'
import type { Fault, Faults } from './scripted-faults.ts'

/** Codes from here on are of Feishu's API gateway, which answers before the body is read; services answer after it. */
const gatewayCodes = 99_990_000

type UnansweredFault = Extract<Fault, { kind: 'html' | 'cut' }>

/** Raised to end a call without an answer, or with one that is not JSON. */
export class Unanswered extends Error {
  override name = 'Unanswered' as const
  readonly fault: UnansweredFault

  constructor(fault: UnansweredFault) {
    super(`the call meets ${fault.kind}`)
    this.fault = fault
  }
}

/** What a fault does before the body is read. */
export async function meetBefore(fault: Fault | undefined, faults: Faults, { raw }: FastifyRequest): Promise<void> {
  if (fault?.kind === 'delay') await wait(fault.delayMs)
  if (fault?.kind === 'hold') await hold(faults.untilCleared, raw.socket)
  if (leavesUnanswered(fault) && fault.when === 'before') throw new Unanswered(fault)
  if (fault?.kind === 'code' && fault.code >= gatewayCodes) meetCode(fault.code)
}

async function hold(untilCleared: AbortSignal, socket: Socket): Promise<void> {
  const isLeft = await once(socket, 'close', { signal: untilCleared }).then(
    () => true,
    () => false,
  )
  if (isLeft) throw new Unanswered({ kind: 'cut', when: 'before' })
}

/** What a fault does once the body has been read. */
export function meetWhenRead(fault: Fault | undefined): void {
  if (fault?.kind === 'code') meetCode(fault.code)
}

/** What a fault does instead of the answer. */
export function meetAfter(fault: Fault | undefined): void {
  if (leavesUnanswered(fault)) throw new Unanswered(fault)
}

function leavesUnanswered(fault: Fault | undefined): fault is UnansweredFault {
  return fault?.kind === 'cut' || fault?.kind === 'html'
}

/** Refuses with the code of a fault. */
export function meetCode(code: number): never {
  if (code === 99991400) refuseForRate(429, 1, 1)
  throw new RefusalError(code)
}

/** Ends a call by closing the connection, or with a page of HTML. */
export function endUnanswered(fault: UnansweredFault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (fault.kind === 'cut') {
    reply.hijack()
    // request.destroy() would leave the connection open once the request was read to its end.
    request.raw.socket.destroy()
    return reply
  }
  const title = fault.status === 400 ? '400 Bad Request' : '502 Bad Gateway'
  return reply
    .code(fault.status)
    .type('text/html')
    .send(
      `<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n</body>\n</html>\n`,
    )
}
