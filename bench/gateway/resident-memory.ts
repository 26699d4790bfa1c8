import { readFile, writeFile } from 'node:fs/promises'

/** Resident memory of one or more processes; Linux keeps its peak since the last reset (proc(5), clear_refs). */
export class ResidentMemory {
  readonly #processIds: readonly number[]
  readonly #startBytes: number

  private constructor(processIds: readonly number[], startBytes: number) {
    this.#processIds = processIds
    this.#startBytes = startBytes
  }

  static async of(...processIds: readonly number[]): Promise<ResidentMemory> {
    const starts = await Promise.all(
      processIds.map(async (processId) => {
        await writeFile(`/proc/${processId}/clear_refs`, '5')
        return residentBytes(processId)
      }),
    )
    return new ResidentMemory(processIds, sumOf(starts))
  }

  /** Highest memory since the start, above what it was then; for several processes, the sum of each one's highest. */
  async growthBytes(): Promise<number> {
    const peaks = await Promise.all(this.#processIds.map((processId) => statusBytes(processId, 'VmHWM')))
    return sumOf(peaks) - this.#startBytes
  }
}

export function residentBytes(processId: number): Promise<number> {
  return statusBytes(processId, 'VmRSS')
}

async function statusBytes(processId: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${processId}/status`, 'utf8')
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1024
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
