import type { ApiAnswer } from '../../contract/feishu/api.ts'

/** Time limit of the gateway's own calls: a person looks at a blank page meanwhile. */
const answerTimeoutMs = 10_000

/** Largest answer read; a token answer has some KB. A longer one counts as none. */
const answerMaxBytes = 256 * 1024

export interface OwnCall {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** Makes a call of the gateway itself. Never throws: without an answer the status is 0 and the text empty. */
export async function askFeishu(url: string, call: OwnCall): Promise<ApiAnswer> {
  try {
    // A redirect could send the app's secret to another address.
    const response = await fetch(url, { ...call, redirect: 'error', signal: AbortSignal.timeout(answerTimeoutMs) })
    const text = await readBounded(response)
    return { status: response.status, header: (name) => response.headers.get(name), text }
  } catch {
    return { status: 0, header: () => null, text: '' }
  }
}

/**
 * Reads a body piece by piece, decompressed if needed, so that a body that is too long is never held in memory.
 *
 * @throws When it is too long or breaks off.
 */
async function readBounded({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    // Leaving the loop cancels the body, which closes its connection.
    if (bytes > answerMaxBytes) throw new RangeError('The answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
