import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** Calls of one day, by limit. */
const Calls = v.record(v.string(), count)
export type Calls = Readonly<Record<string, number>>

/** Calls of one day of one company. */
export interface DayCount {
  readonly day: number
  readonly calls: Calls
}

/** Calls of one day: of the app itself (`theApp`), and of companies by name. Versions before companies wrote and read no more than the first. */
const KeptDayCount = v.object({ day: count, calls: Calls, companies: v.exactOptional(v.record(v.string(), Calls)) })
export type KeptDayCount = Readonly<v.InferOutput<typeof KeptDayCount>>

/** Reads what the last process used of the day; `undefined` when nothing, or nothing readable, was kept. */
export async function readDayCount(path: string): Promise<KeptDayCount | undefined> {
  try {
    const reading = v.safeParse(KeptDayCount, JSON.parse(await readFile(path, 'utf8')))
    return reading.success ? reading.output : undefined
  } catch {
    return undefined
  }
}

/** Written aside, then renamed: a reader finds the old count or the new one. */
export async function writeDayCount(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const aside = `${path}.new`
  await writeFile(aside, text, { mode: 0o600 })
  await rename(aside, path)
}
