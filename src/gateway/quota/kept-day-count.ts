import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'

/** Calls of one day, by limit. */
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const DayCount = v.object({ day: count, calls: v.record(v.string(), count) })
export type DayCount = Readonly<v.InferOutput<typeof DayCount>>

/** Reads what the last process used of the day; `undefined` when nothing, or nothing readable, was kept. */
export async function readDayCount(path: string): Promise<DayCount | undefined> {
  try {
    const reading = v.safeParse(DayCount, JSON.parse(await readFile(path, 'utf8')))
    return reading.success ? reading.output : undefined
  } catch {
    return undefined
  }
}

/** Written aside, then renamed: a reader finds the old count or the new one. */
export async function writeDayCount(path: string, count: DayCount): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const aside = `${path}.new`
  await writeFile(aside, JSON.stringify(count), { mode: 0o600 })
  await rename(aside, path)
}
