import { expect, test } from 'vitest'
import { FakeWire } from '../testing/fake-wire.ts'
import { browse, libraryLocation, rootLocation, type BrowseLocation } from './browse.ts'

const rules = { brand: 'feishu' } as const
const { signal } = new AbortController()
const look = (wire: FakeWire, location: BrowseLocation) => browse(wire, { location, pageToken: '', rules }, signal)

test('a folder shows its folders to go into and its documents to choose, shortcuts as what they point to', async () => {
  const files = [
    { token: 'FolderToken1', name: '项目', type: 'folder' },
    {
      token: 'nodcn0000001',
      name: '捷径',
      type: 'shortcut',
      shortcut_info: { target_type: 'docx', target_token: 'DocxToken001' },
    },
    { token: 'FileToken001', name: '合同.pdf', type: 'file' },
  ]
  const { lines } = await look(new FakeWire({ listFiles: { code: 0, data: { files } } }), rootLocation)
  expect(lines.map(({ title }) => title)).toEqual(['项目', '捷径'])
  expect(lines[0]).toMatchObject({
    entry: { kind: 'folder' },
    inside: { is: 'folder', folderToken: 'FolderToken1' },
  })
  expect(lines[1]).toMatchObject({
    entry: { isShortcut: true, link: 'https://feishu.cn/docx/DocxToken001' },
    inside: null,
  })
})

test('a document and a shortcut to it, in one folder, are two lines', async () => {
  const shortcut = { target_type: 'docx', target_token: 'DocxToken001' }
  const files = [
    { token: 'DocxToken001', name: '周报', type: 'docx' },
    { token: 'nodcn0000001', name: '周报', type: 'shortcut', shortcut_info: shortcut },
  ]
  const { lines } = await look(new FakeWire({ listFiles: { code: 0, data: { files } } }), rootLocation)
  expect(new Set(lines.map(({ key }) => key)).size).toBe(2)
})

test('a wiki page with pages under it is both chosen and gone into', async () => {
  const items = [
    { node_token: 'NodeToken001', obj_token: 'ObjToken0001', obj_type: 'docx', title: '手册', has_child: true },
    { node_token: 'NodeToken002', obj_token: 'ObjToken0002', obj_type: 'file', title: '附件', has_child: false },
  ]
  const { lines } = await look(new FakeWire({ listNodes: { code: 0, data: { items } } }), libraryLocation)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({
    entry: { kind: 'docx', link: 'https://feishu.cn/wiki/NodeToken001' },
    inside: { is: 'node', spaceId: 'my_library', nodeToken: 'NodeToken001' },
  })
})

test('empty pages are skipped', async () => {
  let pages = 0
  const wire = new FakeWire({
    listSpaces: () => {
      pages += 1
      if (pages < 3) return { code: 0, data: { items: [], has_more: true, page_token: `page-${pages}` } }
      return { code: 0, data: { items: [{ space_id: '7001', name: '团队' }], has_more: false } }
    },
  })
  const { lines, nextPageToken } = await look(wire, { is: 'spaces' })
  expect(lines.map(({ title }) => title)).toEqual(['团队'])
  expect(nextPageToken).toBe('')
  expect(wire.requests.map(({ query }) => query['page_token'] ?? '')).toEqual(['', 'page-1', 'page-2'])
})
