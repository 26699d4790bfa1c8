import { fileNameMaxCharacters } from '../../contract/feishu/limits.ts'
import { refuse } from '../http/answer.ts'
import type { WorldOptions } from '../world/world.ts'
import type { ReceivedFile } from '../http/request-body.ts'

/** A file name has 1 to 250 characters (code points), or is refused with 1061008. */
export function checkFileName(name: string): void {
  if (name.trim() === '' || Array.from(name).length > fileNameMaxCharacters) refuse(1061008)
}

/**
 * Reads a `size` field: digits and nothing else. Blanks and 1.2e+06 are refused (larksuite/cli fileupload.go), and so is 0:
 * for Drive files it is forbidden, and for empty files of documents not documented (docs/feishu.md, U5): a switch of the world.
 */
export function readSize(text: string, emptyMedia: WorldOptions['emptyMedia']): number {
  const sizeBytes = /^\d{1,15}$/.test(text) ? Number(text) : 0
  return sizeBytes > 0 || (text === '0' && emptyMedia === 'taken') ? sizeBytes : refuse(1061002)
}

/** Compares what arrived with what was announced: 1062009 for the size, 1062008 for the checksum (decimal Adler-32). */
export function checkBytes(file: ReceivedFile, sizeBytes: number, checksum: string | undefined): void {
  if (file.sizeBytes !== sizeBytes) refuse(1062009)
  if (checksum !== undefined && checksum !== '' && checksum !== String(file.adler32)) refuse(1062008)
}
