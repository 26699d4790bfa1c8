import type { ApiAnswer } from '../../contract/feishu/api.ts'

/** Longest an answer to the gateway itself may take: somebody looks at a blank page meanwhile. */
const answerTimeoutMs = 10_000

export interface OwnCall {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** Makes a call of the gateway's own. No answer reads like one nobody understands: status 0, without a code. */
export async function askFeishu(url: string, call: OwnCall): Promise<ApiAnswer> {
  try {
    // A redirect would carry the app's secret to another address.
    const response = await fetch(url, { ...call, redirect: 'error', signal: AbortSignal.timeout(answerTimeoutMs) })
    return { status: response.status, header: (name) => response.headers.get(name), text: await response.text() }
  } catch {
    return { status: 0, header: () => null, text: '' }
  }
}
