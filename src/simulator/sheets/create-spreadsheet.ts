import * as v from 'valibot'
import { addDocument } from '../finding/add-document.ts'
import { openFolder, refuseIfFull } from '../finding/folder.ts'
import type { Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'

const SpreadsheetInput = v.object({
  title: v.optional(v.pipe(v.string(), v.maxLength(255)), ''),
  folder_token: v.optional(v.string(), ''),
})

/**
 * POST sheets/v3/spreadsheets: a new spreadsheet of the caller's, with one empty tab (sheets-v3/spreadsheet/create, updated 2025-05-07).
 * The page names no code for a folder that cannot be written to; here it is the one for a missing permission, 1310213.
 */
export function createSpreadsheet(call: Call): Answer {
  const { world } = call
  const { title, folder_token: folderToken } = readInput(SpreadsheetInput, call.body, 1310204)
  const folder = openFolder(call, folderToken, 'edit', { notFound: 1310213, deleted: 1310213, forbidden: 1310213 })
  refuseIfFull(world, folder.token, 1310226)
  const { token, path } = addDocument(call, 'sheet', { title, folderToken: folder.token })
  const spreadsheet = { title, folder_token: folder.token, url: world.urlOf(path), spreadsheet_token: token }
  return { kind: 'data', data: { spreadsheet } }
}
