import type { ApiAnswer } from '../../contract/feishu/api.ts'

/** Time limit of the gateway's own calls: a person looks at a blank page meanwhile. */
const answerTimeoutMs = 10_000

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
    return { status: response.status, header: (name) => response.headers.get(name), text: await response.text() }
  } catch {
    return { status: 0, header: () => null, text: '' }
  }
}
