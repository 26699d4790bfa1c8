import { expect, it } from 'vitest'
import * as v from 'valibot'
import { FolderToken } from '../ids.ts'
import {
  createDocumentRequest,
  createFolderRequest,
  deleteFileRequest,
  getRootFolderRequest,
  listFilesRequest,
  listMembersRequest,
  readFilePage,
  readMembers,
  readNewDocument,
  readNewFolder,
  readRootFolder,
} from './folders.ts'
import { answerOf } from '../../testing/answer-of.ts'

const folder = v.parse(FolderToken, 'fldcn1')

it('lists a folder in pages and the root without', () => {
  expect(listFilesRequest(folder, 'p2').query).toMatchObject({
    folder_token: 'fldcn1',
    page_size: '200',
    page_token: 'p2',
  })
  expect(listFilesRequest(null, '').query).toEqual({ order_by: 'EditedTime', direction: 'DESC' })
})

it('reads a shortcut as what it points to, and the next page by its own field', () => {
  const files = [
    { token: 'doxcn1', name: 'Plan', type: 'docx', url: 'u', owner_id: 'ou_1', modified_time: '1679295364' },
    { token: 'nod1', name: 'link', type: 'shortcut', shortcut_info: { target_type: 'sheet', target_token: 'sht1' } },
  ]
  const reading = readFilePage(answerOf({ files, has_more: true, next_page_token: 'p2' }))
  expect(reading).toMatchObject({
    ok: true,
    data: {
      items: [
        { token: 'doxcn1', kind: 'docx', modifiedSeconds: 1_679_295_364, isShortcut: false },
        { token: 'sht1', kind: 'sheet', modifiedSeconds: 0, isShortcut: true },
      ],
      nextPageToken: 'p2',
    },
  })
})

it('deletes a file by its kind', () => {
  expect(deleteFileRequest('doxcn2', 'docx')).toMatchObject({
    parameters: { file_token: 'doxcn2' },
    query: { type: 'docx' },
  })
})

it('makes folders and documents in a chosen place', () => {
  expect(createFolderRequest('素材', null).body).toEqual({ kind: 'json', value: { name: '素材', folder_token: '' } })
  expect(createDocumentRequest('周报', folder).body).toEqual({
    kind: 'json',
    value: { title: '周报', folder_token: 'fldcn1' },
  })
  expect(readNewFolder(answerOf({ token: 'fldcn2', url: 'u' }))).toEqual({
    ok: true,
    data: { folderToken: 'fldcn2', url: 'u' },
  })
  expect(readNewDocument(answerOf({ document: { document_id: 'doxcn2' } }))).toEqual({ ok: true, data: 'doxcn2' })
  expect(getRootFolderRequest().route).toBe('getRootFolder')
  expect(readRootFolder(answerOf({ token: 'nodcn1', id: '7', user_id: '8' }))).toEqual({ ok: true, data: 'nodcn1' })
})

it('sends no title for a document without one, for Feishu takes none that is empty', () => {
  expect(createDocumentRequest('', folder).body).toEqual({ kind: 'json', value: { folder_token: 'fldcn1' } })
  expect(createDocumentRequest('', null).body).toEqual({ kind: 'json', value: {} })
})

it('asks whom a folder is shared with', () => {
  expect(listMembersRequest(folder)).toMatchObject({ parameters: { token: 'fldcn1' }, query: { type: 'folder' } })
})

it('distinguishes people from chats, and readers from the rest', () => {
  const items = [
    { member_type: 'openid', member_id: 'ou_1', perm: 'view', perm_type: 'container' },
    { member_type: 'openchat', member_id: 'oc_1', perm: 'full_access', perm_type: 'container' },
  ]
  expect(readMembers(answerOf({ items }))).toEqual({
    ok: true,
    data: [
      { id: 'ou_1', isPerson: true, mayEdit: false },
      { id: 'oc_1', isPerson: false, mayEdit: true },
    ],
  })
  expect(readMembers(answerOf({}))).toEqual({ ok: true, data: [] })
})
