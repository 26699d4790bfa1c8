import * as v from 'valibot'
import { refuse, type Answer, type FeishuCode } from './answer.ts'
import type { Caller } from '../world/identity.ts'
import type { ReceivedFile } from './request-body.ts'
import type { Fault } from '../faults/scripted-faults.ts'
import type { SimulatedWorld } from '../world/world.ts'

/** One call of the API, its body read. */
export interface OpenCall {
  readonly world: SimulatedWorld
  readonly parameters: Readonly<Record<string, string>>
  /** Of a name that comes twice, the last value. */
  readonly query: Readonly<Record<string, string>>
  /** All of the query, for names that come several times. */
  readonly searchParams: URLSearchParams
  readonly authorization: string | undefined
  /** Of the body; empty where there is none. */
  readonly contentType: string
  /** JSON value; or the fields of a form, each a string. */
  readonly body: unknown
  /** Fault that applies to this call. */
  readonly fault: Fault | undefined
}

/** A call with a valid token. */
export interface Call extends OpenCall {
  readonly caller: Caller
}

/** A call with a file. */
export interface UploadCall extends Call {
  readonly fields: Readonly<Record<string, string>>
  readonly file: ReceivedFile | null
}

export type Handler = {
  /** Largest JSON body, if larger than usual. */
  readonly jsonMaxBytes?: number
} & (
  | { readonly with: 'nothing'; readonly answer: (call: OpenCall) => Answer | Promise<Answer> }
  | { readonly with: 'caller'; readonly answer: (call: Call) => Answer | Promise<Answer> }
  | { readonly with: 'file'; readonly answer: (call: UploadCall) => Answer | Promise<Answer> }
)

/** Reads the input by its schema, or refuses with `code`. */
export function readInput<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  code: FeishuCode,
): v.InferOutput<Schema> {
  const reading = v.safeParse(schema, value)
  if (reading.success) return reading.output
  const [issue] = reading.issues
  return refuseField(code, { field: v.getDotPath(issue) ?? '', value: issue.input, description: issue.message })
}

interface FieldViolation {
  readonly field: string
  readonly value: unknown
  readonly description: string
}

const shownCharacters = 100

/** Refuses with the name of the field that is wrong, and its value where that is a short text or a number. */
export function refuseField(code: FeishuCode, { field, value, description }: FieldViolation): never {
  const shown = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, shownCharacters) : ''
  return refuse(code, { error: { field_violations: [{ field, value: shown, description }] } })
}

export function searchParamsOf(url: string): URLSearchParams {
  return new URL(url, 'http://simulator').searchParams
}

/** The query of a request; of a name that comes twice, the last value. */
export function queryOf(url: string): Readonly<Record<string, string>> {
  return Object.fromEntries(searchParamsOf(url))
}
