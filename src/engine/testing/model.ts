import type { ApiAnswer, ApiRequest } from '../../contract/feishu/api.ts'
import { answerOf, refusalAnswer } from './hand-held-wire.ts'

export type Json = Readonly<Record<string, unknown>>

/** A piece of Feishu in memory: just enough of its rules to tell whether an engine kept them. */
export interface Model {
  /** Does what the request asks for, and answers as Feishu would. */
  apply(request: ApiRequest): ApiAnswer
}

/** Thrown where Feishu would refuse. */
export class Refused extends Error {
  readonly code: number

  constructor(code: number) {
    super(String(code))
    this.code = code
  }
}

/** The answer that holds what `give` gives, or tells how it refuses. */
export function answering(give: () => Json): ApiAnswer {
  try {
    return answerOf(200, JSON.stringify({ code: 0, msg: 'success', data: give() }))
  } catch (error) {
    if (error instanceof Refused) return refusalAnswer(error.code)
    throw error
  }
}

/** Value of a JSON body; the plain fields of another one. */
export function valuesOf({ body }: ApiRequest): Json {
  if (body.kind === 'multipart') return Object.fromEntries(body.fields)
  if (body.kind === 'large-json') return { ...body.value, [body.large.name]: body.large.text.size }
  return body.kind === 'json' ? (body.value as Json) : {}
}

/** What was done under each `client_token`: the same answer comes again, and nothing is done twice. */
export class RememberedEdits {
  readonly #answers = new Map<string, { readonly body: string; readonly data: Json }>()

  remembers({ query }: ApiRequest): boolean {
    return this.#answers.has(query['client_token'] ?? '')
  }

  /** @throws {Error} When an engine asks for something else under a token it has used. */
  once(request: ApiRequest, edit: () => Json): Json {
    const clientToken = request.query['client_token']
    if (clientToken === undefined) return edit()
    const body = JSON.stringify(request.body)
    const remembered = this.#answers.get(clientToken)
    if (remembered && remembered.body !== body) throw new Error(`Another edit under ${clientToken}`)
    const data = remembered?.data ?? edit()
    this.#answers.set(clientToken, { body, data })
    return data
  }
}
