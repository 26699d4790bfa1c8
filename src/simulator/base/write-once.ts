import { refuse, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import type { OpenTable } from './open-base.ts'

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/**
 * Makes a write, or repeats the earlier answer when its client_token was used in this base for the same request. Refuses a token
 * that is no UUIDv4 with 1254037, and that of another write with 1255006. How long Feishu remembers tokens is not documented
 * (docs/feishu.md, U11).
 */
export function writeOnce(
  { world, caller, query, body }: Call,
  { base, table }: OpenTable,
  write: () => unknown,
): Answer {
  const token = query['client_token'] ?? ''
  if (token === '') return { kind: 'data', data: write() }
  if (!uuidV4.test(token)) refuse(1254037)
  if (world.options.clientTokens === 'forgotten') return { kind: 'data', data: write() }
  const request = JSON.stringify([caller.id, table.id, body])
  const remembered = base.rememberedWrites.get(token)
  if (remembered) return remembered.request === request ? { kind: 'data', data: remembered.data } : refuse(1255006)
  const data = write()
  base.rememberedWrites.set(token, { request, data })
  return { kind: 'data', data }
}
