import type { ApiAnswer, ApiRequest } from '../../contract/feishu/api.ts'
import { refusalAnswer, successAnswer } from './hand-held-wire.ts'

export type Json = Readonly<Record<string, unknown>>

/** A part of Feishu in memory, with just enough rules to check that the engine keeps them. */
export interface Model {
  /** Carries out a request and answers as Feishu would. */
  apply(request: ApiRequest): ApiAnswer
}

/** Thrown where Feishu would refuse with `code`. */
export class Refused extends Error {
  readonly code: number

  constructor(code: number) {
    super(String(code))
    this.code = code
  }
}

/** An answer with the data that `give` returns, or with the refusal that it throws. */
export function answering(give: () => Json): ApiAnswer {
  try {
    return successAnswer(give())
  } catch (error) {
    if (error instanceof Refused) return refusalAnswer(error.code)
    throw error
  }
}

/** Value of a JSON body, or the text fields of a multipart body. */
export function valuesOf({ body }: ApiRequest): Json {
  if (body.kind === 'multipart') return Object.fromEntries(body.fields)
  if (body.kind === 'large-json') return { ...body.value, [body.large.name]: body.large.text.size }
  return body.kind === 'json' ? (body.value as Json) : {}
}

/** Remembers edits by `client_token`: a repeat gets the same answer and has no further effect. */
export class RememberedEdits {
  readonly #answers = new Map<string, { readonly body: string; readonly data: Json }>()

  remembers({ query }: ApiRequest): boolean {
    return this.#answers.has(query['client_token'] ?? '')
  }

  /** @throws {Error} When a token is used again for another body. */
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
