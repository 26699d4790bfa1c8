import { expect, test } from 'vitest'
import { memoryStorage } from '../platform/browser-storage.ts'
import { pinDocument, rememberDocument, rememberedDocuments } from './remembered-documents.ts'

const documentOf = (name: string) => ({ link: `https://feishu.cn/docx/${name}`, title: name, kind: 'docx' }) as const
const who = { openId: 'ou_1', rules: { brand: 'feishu' } } as const
const titlesOf = (documents: readonly { readonly title: string }[]) => documents.map(({ title }) => title)

test('the last chosen comes first, each once', () => {
  const storage = memoryStorage()
  for (const name of ['a', 'b', 'a']) rememberDocument(documentOf(name), who, storage)
  expect(titlesOf(rememberedDocuments('ou_1', storage))).toEqual(['a', 'b'])
})

test('a document is listed once, whatever form of its link it was chosen by, and keeps its pin', () => {
  const storage = memoryStorage()
  const forms = [
    'https://acme.feishu.cn/docx/DocxToken001',
    '周报 https://acme.feishu.cn/docx/DocxToken001?from=from_copylink',
    'https://feishu.cn/docx/DocxToken001',
  ]
  const titled = { title: '周报', kind: 'docx' } as const
  const [first = ''] = forms
  rememberDocument({ ...titled, link: first }, who, storage)
  pinDocument(first, true, 'ou_1', storage)
  for (const link of forms) rememberDocument({ ...titled, link }, who, storage)
  expect(rememberedDocuments('ou_1', storage)).toEqual([{ ...titled, link: forms.at(-1), isPinned: true }])
})

test('pinned ones stay, and stay on top, however many follow', () => {
  const storage = memoryStorage()
  rememberDocument(documentOf('kept'), who, storage)
  pinDocument(documentOf('kept').link, true, 'ou_1', storage)
  for (let count = 0; count < 20; count += 1) rememberDocument(documentOf(`d${count}`), who, storage)
  const titles = titlesOf(rememberedDocuments('ou_1', storage))
  expect(titles.slice(0, 2)).toEqual(['kept', 'd19'])
  expect(titles).toHaveLength(9)
})

test('one person does not see what another one used', () => {
  const storage = memoryStorage()
  rememberDocument(documentOf('a'), who, storage)
  expect(rememberedDocuments('ou_2', storage)).toEqual([])
})

test('malformed entries in the storage are ignored', () => {
  const storage = memoryStorage()
  storage.setItem('feishu-uploader.documents.ou_1', '{"no": "list"}')
  expect(rememberedDocuments('ou_1', storage)).toEqual([])
})
