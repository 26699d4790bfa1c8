import type { SourceFile } from './source-file.ts'

/** Large enough for fast reading, small compared with the memory of a page. */
const pieceBytes = 256 * 1024

/** Bytes that comparing may still read of each side, so that a large folder dropped again does not keep the disk busy for minutes. */
export class ReadingBudget {
  #leftBytes: number

  constructor(bytes: number) {
    this.#leftBytes = bytes
  }

  /** Whether a file of this size may be read; it is then deducted from the budget. */
  takes(sizeBytes: number): boolean {
    if (sizeBytes > this.#leftBytes) return false
    this.#leftBytes -= sizeBytes
    return true
  }
}

/** Whether two files have the same bytes; null where that cannot be told: one cannot be opened, or the budget is used up. */
export async function haveSameBytes(
  one: SourceFile,
  other: SourceFile,
  budget: ReadingBudget,
): Promise<boolean | null> {
  if (one.sizeBytes !== other.sizeBytes) return false
  if (!budget.takes(one.sizeBytes)) return null
  try {
    return await areSame(await one.open(), await other.open())
  } catch {
    return null
  }
}

async function areSame(one: Blob, other: Blob): Promise<boolean> {
  for (let start = 0; start < one.size; start += pieceBytes) {
    const end = Math.min(start + pieceBytes, one.size)
    const [here, there] = await Promise.all([one, other].map(async (blob) => bytesOf(blob.slice(start, end))))
    if (here?.some((byte, at) => byte !== there?.[at])) return false
  }
  return true
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer())
}
