/** What Feishu documents of a code that the product never meets, since it makes no such call. */
export interface StrangersCode {
  readonly httpStatus: number
  /** Feishu's own `msg`. */
  readonly msg: string
}

/**
 * Codes of calls that only other clients of the simulator make: no part of the catalogue, without words and never in the page.
 * Official: docx error tables, 2025-07; docs-v1/content/get, updated 2025-08-15.
 */
export const strangersCodes = {
  1770010: { httpStatus: 400, msg: 'too many table column' },
  1770011: { httpStatus: 400, msg: 'too many table cell' },
  1770012: { httpStatus: 400, msg: 'too many grid column' },
  1770026: { httpStatus: 400, msg: 'row operation over range' },
  1770027: { httpStatus: 400, msg: 'column operation over range' },
  2889902: { httpStatus: 403, msg: 'no permission' },
  2889904: { httpStatus: 400, msg: 'invalid param' },
  2889906: { httpStatus: 403, msg: 'docs deleted' },
  2889914: { httpStatus: 400, msg: 'doc token not found' },
} as const satisfies Readonly<Record<number, StrangersCode>>

const rows: ReadonlyMap<number, StrangersCode> = new Map(
  Object.entries(strangersCodes).map(([code, row]) => [Number(code), row]),
)

/** What is documented of a code; `undefined` for one that is not in this table. */
export function strangersCodeOf(code: number): StrangersCode | undefined {
  return rows.get(code)
}
