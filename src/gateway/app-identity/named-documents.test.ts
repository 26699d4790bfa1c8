import { expect, test } from 'vitest'
import { routes, type Route, type RouteName } from '../../contract/feishu/routes.ts'
import { documentNaming, readUpload } from './named-documents.ts'

const pageRoutes = Object.entries<Route>(routes).filter(([, { caller }]) => caller === 'page')

test('a call that names a document in its path is checked by that path', () => {
  const keys = ['document_id', 'spreadsheet_token', 'app_token']
  for (const [name, { path }] of pageRoutes) {
    const parameter = keys.find((key) => path.includes(`:${key}`))
    if (parameter !== undefined)
      expect([name, documentNaming[name as RouteName]]).toEqual([name, { in: 'path', parameter }])
  }
})

test('calls that reach beyond a list of documents are not allowed for the app', () => {
  const open = pageRoutes.map(([name]) => name).filter((name) => documentNaming[name as RouteName] === undefined)
  expect(open.sort()).toEqual(
    [
      'createDocument',
      'createFolder',
      'createImportTask',
      'createNode',
      'downloadMedia',
      'getImportTask',
      'getRootFolder',
      'listFiles',
      'listMembers',
      'listNodes',
      'listSpaces',
      'searchDocuments',
      'searchObjects',
    ].sort(),
  )
})

const docx = {
  file_name: 'a.png',
  parent_type: 'docx_image',
  parent_node: 'block1',
  size: '3',
  extra: '{"drive_route_token":"doc1"}',
}

test('an upload into a block is checked by the document named beside it', () => {
  expect(readUpload(docx)).toEqual({ documents: ['doc1'], body: docx })
})

test('an upload into a sheet or base is checked by its parent node', () => {
  const sheet = { ...docx, parent_type: 'sheet_image', parent_node: 'sheet1', extra: '{"drive_route_token":"doc1"}' }
  expect(readUpload(sheet)).toEqual({
    documents: ['sheet1'],
    body: { ...sheet, extra: '{"drive_route_token":"sheet1"}' },
  })
})

test('fields that were not checked are not forwarded, nor names that occur twice', () => {
  const read = readUpload({
    ...docx,
    parent_node_2: 'x',
    extra: '{"drive_route_token":"evil","x":1,"drive_route_token":"doc1"}',
  })
  expect(read).toEqual({ documents: ['doc1'], body: docx })
})

test.each([
  ['without the document', { ...docx, extra: '{}' }],
  ['with extra that is no JSON', { ...docx, extra: 'doc1' }],
  ['with a document that is no text', { ...docx, extra: '{"drive_route_token":["doc1"]}' }],
  ['without extra', { ...docx, extra: undefined }],
  ['for an import', { ...docx, parent_type: 'ccm_import_open' }],
  ['into an old document', { ...docx, parent_type: 'doc_image' }],
  ['without a parent', { ...docx, parent_type: 'bitable_file', parent_node: undefined }],
  ['that is nothing', undefined],
])('an upload %s cannot be checked', (_what, fields) => {
  expect(readUpload(fields)).toBeUndefined()
})
