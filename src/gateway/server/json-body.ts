import type { IncomingMessage } from 'node:http'
import * as v from 'valibot'
import { readSmallBody } from './small-body.ts'

/** What a page sends to sign in is a few hundred bytes. */
const bodyMaxBytes = 8 * 1024

/** The body as the schema has it; `undefined`: it is not, or it is too long. */
export async function readJsonBody<Schema extends v.GenericSchema>(
  request: IncomingMessage,
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  const body = await readSmallBody(request, bodyMaxBytes)
  const reading = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), body?.toString('utf8'))
  return reading.success ? reading.output : undefined
}
