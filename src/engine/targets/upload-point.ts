import { importFormatsOf } from '../../contract/feishu/import/import.ts'
import type { UploadPoint } from '../../contract/feishu/drive/media.ts'
import type { Job } from '../job/job.ts'
import { blockOf, type Spot } from '../job/spot.ts'

/**
 * Where in Feishu a placed file is uploaded to; null for a picture that goes into a cell, which no upload precedes.
 *
 * @throws {TypeError} When a file has no spot, or no format, that its target asks for: `admit` and its lane saw to that before.
 */
export function uploadPointOf(
  { name, kind, target }: Pick<Job, 'name' | 'kind' | 'target'>,
  spot: Spot,
): UploadPoint | null {
  switch (target.is) {
    case 'docx': {
      const block = blockOf(spot)
      if (!block) throw new TypeError('A file of a document is sent into its block')
      const parentType = kind === 'image' ? 'docx_image' : 'docx_file'
      return { parentType, parentNode: block.mediaBlockId, documentId: target.documentId }
    }
    case 'sheet':
      return target.as === 'cells' ? null : { parentType: 'sheet_image', parentNode: target.spreadsheetToken }
    case 'base':
      return { parentType: kind === 'image' ? 'bitable_image' : 'bitable_file', parentNode: target.appToken }
    case 'import': {
      const formats = importFormatsOf(name)
      const format = formats.find(({ type }) => type === target.tablesAs) ?? formats[0]
      if (!format) throw new TypeError('No import takes this file')
      return { parentType: 'ccm_import_open', format }
    }
  }
}
