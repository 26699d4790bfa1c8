import type { IncomingMessage } from 'node:http'
import type { ApiAnswer } from '../../contract/feishu/api.ts'
import { own } from '../../contract/own.ts'
import { FeishuUnreachable } from '../proxy/feishu-stream.ts'
import { refusalOfFailure } from '../server/refusal-of-failure.ts'
import { bodyOf } from '../server/refusal.ts'
import type { Egress } from './egress.ts'

/** Time limit of the gateway's own calls: a person looks at a blank page meanwhile. */
const answerTimeoutMs = 10_000

/** How much of it a proxy has to open the way: less, so that it is named when it does not. */
const openingMs = 8000

/** Largest answer read; a token answer has some KB. A longer one counts as none. */
const answerMaxBytes = 256 * 1024

export interface OwnCall {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/**
 * Makes a call of the gateway itself. Never throws: without an answer the status is 0 and the text empty, or, where the company's proxy or
 * a certificate is in the way, the answer is the gateway's own refusal that says so.
 */
export async function askFeishu(egress: Egress, url: string, { method, headers, body }: OwnCall): Promise<ApiAnswer> {
  const address = new URL(url)
  const { begin, agent, optionsOf } = egress.wayTo(address, { openingMs, idleMs: null })
  try {
    const call = begin({
      ...optionsOf(AbortSignal.timeout(answerTimeoutMs)),
      agent,
      method,
      path: `${address.pathname}${address.search}`,
      headers: { ...headers, accept: 'application/json', 'user-agent': 'feishu-uploader' },
    })
    // Those after the answer has begun reach its own stream.
    const failed = new Promise<never>((_, reject) => call.on('error', reject))
    const begun = new Promise<IncomingMessage>((resolve) => call.once('response', resolve))
    call.end(body)
    const answer = await Promise.race([begun, failed])
    const text = await readBounded(answer)
    return { status: answer.statusCode ?? 0, header: (name) => headerOf(answer, name), text }
  } catch (error) {
    const isOurOwn = !(error instanceof Error) || error instanceof FeishuUnreachable
    const blamed = isOurOwn ? undefined : egress.blame(error, address)
    egress.noteFailure(blamed ?? error)
    return answerWithout(blamed)
  } finally {
    agent.destroy()
  }
}

function answerWithout(blamed: Error | undefined): ApiAnswer {
  if (!blamed) return { status: 0, header: () => null, text: '' }
  const refusal = refusalOfFailure(blamed)
  return { status: refusal.httpStatus, header: () => null, text: bodyOf(refusal) }
}

function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const value = own(headers, name.toLowerCase())
  return typeof value === 'string' ? value : null
}

/**
 * Reads a body piece by piece, so that one that is too long is never held in memory.
 *
 * @throws When it is too long, breaks off, or is none: a redirect could send the app's secret to another address, and nothing packed was asked for.
 */
async function readBounded(answer: IncomingMessage): Promise<string> {
  const { statusCode = 0, headers } = answer
  if (statusCode >= 300 && statusCode < 400) throw new FeishuUnreachable('A redirect is not followed')
  if (headers['content-encoding'] !== undefined) throw new FeishuUnreachable('The answer is packed')
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length
    // Leaving the loop closes the connection.
    if (bytes > answerMaxBytes) throw new FeishuUnreachable('The answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
