import type { FastifyReply, FastifyRequest } from 'fastify'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { Refused } from '../http/answer.ts'
import { refuseForRate } from '../http/quota.ts'
import type { Trouble, Troubles } from './scripted-faults.ts'

/** Codes from here on come from Feishu's gateway, which answers before it reads the body; the services come after it. */
const gatewayCodes = 99_990_000

type Derailing = Extract<Trouble, { kind: 'html' | 'cut' }>

/** Raised to end a call without an answer, or with one that is not JSON. */
export class Derailed extends Error {
  override name = 'Derailed' as const
  readonly trouble: Derailing

  constructor(trouble: Derailing) {
    super(`the call meets ${trouble.kind}`)
    this.trouble = trouble
  }
}

/** What a trouble does before anything happened. */
export async function meetBefore(
  trouble: Trouble | undefined,
  troubles: Troubles,
  { raw }: FastifyRequest,
): Promise<void> {
  if (trouble?.kind === 'delay') await wait(trouble.delayMs)
  if (trouble?.kind === 'hold') await hold(troubles.untilCleared, raw.socket)
  if (isDerailing(trouble) && trouble.when === 'before') throw new Derailed(trouble)
  if (trouble?.kind === 'code' && trouble.code >= gatewayCodes) meetCode(trouble.code)
}

async function hold(untilCleared: AbortSignal, socket: Socket): Promise<void> {
  const isLeft = await once(socket, 'close', { signal: untilCleared }).then(
    () => true,
    () => false,
  )
  if (isLeft) throw new Derailed({ kind: 'cut', when: 'before' })
}

/** What it does when the body has been read. */
export function meetWhenRead(trouble: Trouble | undefined): void {
  if (trouble?.kind === 'code') meetCode(trouble.code)
}

/** What it does instead of the answer. */
export function meetAfter(trouble: Trouble | undefined): void {
  if (isDerailing(trouble)) throw new Derailed(trouble)
}

function isDerailing(trouble: Trouble | undefined): trouble is Derailing {
  return trouble?.kind === 'cut' || trouble?.kind === 'html'
}

/** Refuses with a code on demand. */
export function meetCode(code: number): never {
  if (code === 99991400) refuseForRate(429, 1, 1)
  throw new Refused(code)
}

/** Ends a call by hanging up, or by a page of HTML. */
export function derail(trouble: Derailing, request: FastifyRequest, reply: FastifyReply): FastifyReply {
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
