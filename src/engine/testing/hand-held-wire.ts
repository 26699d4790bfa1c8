import type { ApiAnswer, ApiRequest } from '../../contract/feishu/api.ts'
import { gatewayMark } from '../../contract/own-api/between.ts'
import { documentedProblems, isProblemKey } from '../../contract/problems/catalogue.ts'
import type { RouteName } from '../../contract/feishu/routes.ts'
import type { QuotaWait } from '../job/job.ts'
import { ConnectionLost, type SendOptions, type Wire } from '../doors.ts'
import { own } from '../../contract/own.ts'

/** One request in flight, which the test answers as the server would. */
export interface HeldRequest {
  readonly request: ApiRequest
  readonly signal: AbortSignal
  /** Value of a JSON body. */
  readonly json: Readonly<Record<string, unknown>>
  /** Value of a multipart field, or of a query parameter. */
  field(name: string): string
  progress(sentBytes: number): void
  /** The gateway reports a quota wait; null: the wait is over. */
  hold(held: QuotaWait | null): void
  /** Answers with code 0. */
  answer(data: unknown): void
  refuse(code: number, headers?: Readonly<Record<string, string>>): void
  answerText(status: number, text: string, headers?: Readonly<Record<string, string>>): void
  /** Loses the connection, so that no answer arrives. */
  lose(): void
}

/** A wire that hands each request to the test, in the order they were sent. */
export class HandHeldWire implements Wire {
  /** Every request sent so far. */
  readonly sent: ApiRequest[] = []
  readonly #held: HeldRequest[] = []
  readonly #waiting: { readonly route: RouteName | undefined; readonly take: (held: HeldRequest) => void }[] = []
  readonly #open = new Set<HeldRequest>()
  /** Whether the test answers imports that begin nothing (`emptyImportTaskRequest`) too; otherwise they are refused at once. */
  holdsEmptyImports = false

  /** Requests sent and neither answered, lost nor aborted. */
  get open(): readonly HeldRequest[] {
    return [...this.#open]
  }

  /** The oldest request not handed out yet, of `route` if given; waits until there is one. */
  next(route?: RouteName): Promise<HeldRequest> {
    const at = this.#held.findIndex((held) => route === undefined || held.request.route === route)
    const [held] = at < 0 ? [] : this.#held.splice(at, 1)
    if (held) return Promise.resolve(held)
    return new Promise((take) => this.#waiting.push({ route, take }))
  }

  send(request: ApiRequest, { signal, onSent, onQuotaWait }: SendOptions): Promise<ApiAnswer> {
    if (!this.holdsEmptyImports && isEmptyImport(request)) return Promise.resolve(refusalAnswer(1069904))
    return new Promise((resolve, reject) => {
      const leave = () => {
        end()
        reject(signal.reason as Error)
      }
      const end = () => {
        signal.removeEventListener('abort', leave)
        this.#open.delete(held)
        const at = this.#held.indexOf(held)
        if (at >= 0) this.#held.splice(at, 1)
      }
      const held = holdRequest(request, signal, {
        onSent: onSent ?? (() => undefined),
        onQuotaWait: onQuotaWait ?? (() => undefined),
        resolve: (answer) => {
          end()
          resolve(answer)
        },
        reject: () => {
          end()
          reject(new ConnectionLost())
        },
      })
      signal.addEventListener('abort', leave)
      this.sent.push(request)
      this.#open.add(held)
      const at = this.#waiting.findIndex(({ route }) => route === undefined || route === request.route)
      const [waiting] = at < 0 ? [] : this.#waiting.splice(at, 1)
      if (waiting) waiting.take(held)
      else this.#held.push(held)
    })
  }
}

function isEmptyImport({ route, body }: ApiRequest): boolean {
  return route === 'createImportTask' && body.kind === 'json' && Object.keys(body.value as object).length === 0
}

interface Ends {
  readonly onSent: (sentBytes: number) => void
  readonly onQuotaWait: (held: QuotaWait | null) => void
  readonly resolve: (answer: ApiAnswer) => void
  readonly reject: () => void
}

function holdRequest(request: ApiRequest, signal: AbortSignal, ends: Ends): HeldRequest {
  const { body, query } = request
  const { resolve } = ends
  return {
    request,
    signal,
    json: 'value' in body ? (body.value as Record<string, unknown>) : {},
    field: (name) => {
      const fields = body.kind === 'multipart' ? Object.fromEntries(body.fields) : {}
      return own(fields, name) ?? own(query, name) ?? ''
    },
    progress: ends.onSent,
    hold: ends.onQuotaWait,
    answer: (data) => resolve(successAnswer(data)),
    refuse: (code, headers) => resolve(refusalAnswer(code, headers)),
    answerText: (status, text, headers) => resolve(answerOf(status, text, headers)),
    lose: ends.reject,
  }
}

/** As the gateway marks whatever it passes on. */
export const marked = { [gatewayMark.name.toLowerCase()]: gatewayMark.value }

/** An answer with code 0, marked as the gateway passes it on. */
export function successAnswer(data: unknown): ApiAnswer {
  return answerOf(200, JSON.stringify({ code: 0, msg: 'success', data }), marked)
}

/** The answer that Feishu documents for a code. */
export function refusalAnswer(code: number, headers: Readonly<Record<string, string>> = {}): ApiAnswer {
  const key = String(code)
  const { httpStatus, msg } = isProblemKey(key) ? documentedProblems[key] : { httpStatus: 400, msg: 'unknown' }
  return answerOf(httpStatus ?? 400, JSON.stringify({ code, msg }), {
    ...marked,
    'x-tt-logid': `log-${code}`,
    ...headers,
  })
}

export function answerOf(status: number, text: string, headers: Readonly<Record<string, string>> = {}): ApiAnswer {
  return { status, text, header: (name) => own(headers, name) ?? null }
}
