import { expect, test } from 'vitest'
import type { ApiRequest } from '../../contract/feishu/api.ts'
import { editableDocument, FakeWire } from '../testing/fake-wire.ts'
import { CallFailed } from '../gateway/call-failed.ts'
import { resolveTarget } from './resolve-target.ts'

const rules = { brand: 'feishu' } as const
const { signal } = new AbortController()
const docx = 'https://acme.feishu.cn/docx/AbCdEfGhIjKlMn'
const wiki = 'https://acme.feishu.cn/wiki/WikiNode12345'

const resolve = (wire: FakeWire, link: string) => resolveTarget(wire, link, { rules, openId: 'ou_me' }, signal)

async function problemOf(wire: FakeWire, link: string): Promise<string> {
  const error: unknown = await resolve(wire, link).then(
    () => 'no problem',
    (thrown: unknown) => thrown,
  )
  return error instanceof CallFailed ? error.failure.problem : String(error)
}

const nodeOf = (type: string) => ({
  code: 0,
  data: { node: { node_token: 'n', obj_token: 'ObjToken123', obj_type: type, title: '周报' } },
})

test('a document link gives title, address and the right to edit', async () => {
  const wire = new FakeWire(editableDocument('产品需求评审'))
  expect(await resolve(wire, docx)).toEqual({
    body: { is: 'docx', documentId: 'AbCdEfGhIjKlMn' },
    title: '产品需求评审',
    url: 'https://acme.feishu.cn/docx/DocOne00',
    isInWiki: false,
    mayEdit: true,
    ownerName: '',
  })
})

test('a wiki link leads to the document behind it', async () => {
  const wire = new FakeWire({ ...editableDocument(''), getWikiNode: nodeOf('docx') })
  const target = await resolve(wire, wiki)
  expect(target).toMatchObject({ body: { documentId: 'ObjToken123' }, title: '周报', isInWiki: true })
})

test.each([
  ['doc', 'target-legacy-doc'],
  ['mindnote', 'target-mindnote'],
  ['slides', 'target-slides'],
  ['file', 'target-file'],
  ['catalog', 'target-other-kind'],
])('a wiki page that is a %s is refused as %s', async (type, problem) => {
  expect(await problemOf(new FakeWire({ getWikiNode: nodeOf(type) }), wiki)).toBe(problem)
})

test.each([
  ['', 'link-empty'],
  ['hello', 'link-not-a-link'],
  ['https://example.com/docx/AbCdEfGhIjKlMn', 'link-not-feishu'],
  ['https://acme.larksuite.com/docx/AbCdEfGhIjKlMn', 'link-other-brand'],
  ['https://acme.feishu.cn/docs/AbCdEfGhIjKlMn', 'target-legacy-doc'],
  ['https://applink.feishu.cn/client/moments/detail?postId=6934510454161014804', 'target-not-open'],
])('"%s" is refused as %s without asking Feishu', async (link, problem) => {
  const wire = new FakeWire({})
  expect(await problemOf(wire, link)).toBe(problem)
  expect(wire.requests).toEqual([])
})

test('a link over another site names the site', async () => {
  const failure = await resolve(new FakeWire({}), 'https://t.cn/A6xyz123').catch((error: unknown) => error)
  expect(failure).toMatchObject({ failure: { problem: 'link-redirect', msg: 't.cn' } })
})

test.each([
  [
    'https://acme.feishu.cn/sheets/AbCdEfGhIjKlMn?sheet=Q7PlXT',
    { is: 'sheet', spreadsheetToken: 'AbCdEfGhIjKlMn', sheetId: 'Q7PlXT' },
  ],
  [
    'https://acme.feishu.cn/base/AbCdEfGhIjKlMn?table=tblAb1',
    { is: 'base', appToken: 'AbCdEfGhIjKlMn', tableId: 'tblAb1' },
  ],
  [
    'https://acme.feishu.cn/wiki/WikiNode12345?table=tblAb1',
    { is: 'base', appToken: 'ObjToken123', tableId: 'tblAb1' },
  ],
  ['https://acme.feishu.cn/drive/folder/AbCdEfGhIjKlMn', { is: 'import', folderToken: 'AbCdEfGhIjKlMn' }],
])('%s leads to what it opens', async (link, body) => {
  const wire = new FakeWire({
    ...editableDocument('标题'),
    getWikiNode: nodeOf('bitable'),
    listMembers: { code: 0, data: {} },
  })
  expect((await resolve(wire, link)).body).toEqual(body)
})

const kindAsked = ({ body }: ApiRequest) =>
  (body as { value: { request_docs: { doc_type: string }[] } }).value.request_docs[0]?.doc_type ?? ''
const metaOf = (title: string) => ({ code: 0, data: { metas: [{ doc_token: 'x', title }] } })
const failedMeta = (code: number) => ({ code: 0, data: { metas: [], failed_list: [{ token: 'x', code }] } })
const bareToken = 'Pc9OpwAV4nLdU7lTy71t6Kabcef'

test('the kind of a token without a link is asked of Feishu', async () => {
  const wire = new FakeWire({
    ...editableDocument(''),
    queryMetas: (request) => (kindAsked(request) === 'sheet' ? metaOf('预算') : failedMeta(970005)),
  })
  expect(await resolve(wire, bareToken)).toMatchObject({
    body: { is: 'sheet', spreadsheetToken: bareToken },
    title: '预算',
  })
})

test('a token of an unreadable document is reported as such', async () => {
  const wire = new FakeWire({
    ...editableDocument(''),
    queryMetas: (request) => failedMeta(kindAsked(request) === 'docx' ? 970003 : 970005),
  })
  expect(await problemOf(wire, bareToken)).toBe('970003')
})

test('a token that Feishu does not know asks for the whole link', async () => {
  expect(await problemOf(new FakeWire({ queryMetas: failedMeta(970005) }), bareToken)).toBe('link-unknown-token')
})

test('a document behind a mail filter’s link is opened at its own address', async () => {
  const wrapped = `https://apc01.safelinks.protection.outlook.com/?url=${encodeURIComponent(docx)}&data=05`
  const wire = new FakeWire({ ...editableDocument('x'), queryMetas: metaOf('产品需求评审') })
  expect((await resolve(wire, wrapped)).url).toBe(docx)
})

test("a document without metadata is reported with Feishu's reason", async () => {
  const missing = { code: 0, data: { metas: [], failed_list: [{ token: 'x', code: 970005 }] } }
  const wire = new FakeWire({ ...editableDocument(''), queryMetas: missing })
  expect(await problemOf(wire, docx)).toBe('970005')
})

const unknown = { code: 0, data: { metas: [], failed_list: [{ token: 'x', code: 970005 }] } }
const rootOf = (token: string) => ({ code: 0, data: { token } })
const folder = 'https://acme.feishu.cn/drive/folder/nodcnRoot0001'

test("a folder without metadata is the person's root folder, if Feishu says so", async () => {
  const wire = new FakeWire({ queryMetas: unknown, getRootFolder: rootOf('nodcnRoot0001') })
  expect(await resolve(wire, folder)).toEqual({
    body: { is: 'import', folderToken: 'nodcnRoot0001' },
    title: '',
    url: folder,
    isInWiki: false,
    mayEdit: true,
    ownerName: '',
  })
})

const folderOf = (owner_id: string) => ({
  code: 0,
  data: { metas: [{ doc_token: 'x', title: '财务', owner_id, url: folder }] },
})
const member = (member_type: string, member_id: string, perm: string) => ({ member_type, member_id, perm })
const me = (perm: string) => member('openid', 'ou_me', perm)

test("importing into one's own folder is allowed", async () => {
  const wire = new FakeWire({ queryMetas: folderOf('ou_me') })
  expect((await resolve(wire, folder)).mayEdit).toBe(true)
})

test.each([
  ['an editor', [me('edit')], true],
  ['a manager', [me('full_access')], true],
  ['a reader', [me('view'), member('openid', 'ou_other', 'edit'), member('openchat', 'oc_1', 'view')], false],
  ['a reader, while a chat may edit', [me('view'), member('openchat', 'oc_1', 'edit')], null],
  ['nobody it names', [member('openid', 'ou_other', 'view')], null],
])("the right to import of a person who is %s among a folder's members", async (_, items, mayEdit) => {
  const wire = new FakeWire({
    queryMetas: folderOf('ou_owner'),
    listMembers: { code: 0, data: { items } },
    searchDocuments: { code: 0, data: { res_units: [] } },
  })
  expect((await resolve(wire, folder)).mayEdit).toBe(mayEdit)
})

test.each([99992402, 1063002, 99991679])('a folder whose members cannot be read (%i) is accepted', async (code) => {
  const wire = new FakeWire({ queryMetas: folderOf('ou_owner'), listMembers: { code } })
  expect((await resolve(wire, folder)).mayEdit).toBeNull()
})

test("a read-only folder is reported with its owner's name", async () => {
  const items = [me('view')]
  const units = { code: 0, data: { res_units: [found('nodcnRoot0001', '李四')] } }
  const wire = new FakeWire({
    queryMetas: folderOf('ou_owner'),
    listMembers: { code: 0, data: { items } },
    searchDocuments: units,
  })
  expect(await resolve(wire, folder)).toMatchObject({ mayEdit: false, ownerName: '李四' })
})

test('a folder that is neither known nor the root is reported as missing', async () => {
  const wire = new FakeWire({ queryMetas: unknown, getRootFolder: rootOf('nodcnOther001') })
  expect(await problemOf(wire, folder)).toBe('970005')
})

const mayNotEdit = { ...editableDocument('周报'), checkPermission: { code: 0, data: { auth_result: false } } }
const found = (token: string, owner: string) => ({
  title_highlighted: '<h>周报</h>',
  entity_type: 'DOC',
  result_meta: { doc_types: 'DOCX', token, owner_name: owner },
})
const search = { code: 0, data: { res_units: [found('Another12345', '王五'), found('AbCdEfGhIjKlMn', '李四')] } }

test("a read-only document is resolved and reported with its owner's name", async () => {
  const wire = new FakeWire({ ...mayNotEdit, searchDocuments: search })
  expect(await resolve(wire, docx)).toMatchObject({ mayEdit: false, ownerName: '李四' })
})

test.each([
  ['that does not find the document', { code: 0, data: { res_units: [found('Another12345', '王五')] } }],
  ['that may not be made', { code: 99991679 }],
])("a search %s finds no owner's name", async (_, searchDocuments) => {
  const wire = new FakeWire({ ...mayNotEdit, searchDocuments })
  expect(await resolve(wire, docx)).toMatchObject({ mayEdit: false, ownerName: '' })
})

test("a wiki page is found by its own token, not its document's", async () => {
  const units = [{ ...found('WikiNode12345', '李四'), entity_type: 'WIKI' }]
  const searchDocuments = { code: 0, data: { res_units: units } }
  const wire = new FakeWire({ ...mayNotEdit, getWikiNode: nodeOf('docx'), searchDocuments })
  expect((await resolve(wire, wiki)).ownerName).toBe('李四')
})

test.each(['1064510', '1064511'])(
  '%s means that the document belongs to another company or brand, whichever call is refused',
  async (code) => {
    const elsewhere = { code: Number(code) }
    expect(await problemOf(new FakeWire({ ...editableDocument('a'), checkPermission: elsewhere }), docx)).toBe(code)
    expect(await problemOf(new FakeWire({ ...editableDocument('a'), queryMetas: elsewhere }), docx)).toBe(code)
  },
)

test('an unknown right to edit does not refuse the document', async () => {
  const wire = new FakeWire({ ...editableDocument('a'), checkPermission: { code: 1066001, msg: 'internal' } })
  expect((await resolve(wire, docx)).mayEdit).toBeNull()
})

test('an ended session is reported, whichever call is refused', async () => {
  const wire = new FakeWire({ ...editableDocument('a'), checkPermission: { code: 99991661 } })
  expect(await problemOf(wire, docx)).toBe('not-signed-in')
})

test('a lost connection is reported as such', async () => {
  expect(await problemOf(new FakeWire({ getWikiNode: 'lost' }), wiki)).toBe('connection-lost')
})

test('an address that is not http is never rendered as a link', async () => {
  const scripted = { code: 0, data: { metas: [{ doc_token: 'x', title: 'a', url: 'javascript:alert(1)' }] } }
  const wire = new FakeWire({ ...editableDocument('a'), queryMetas: scripted })
  expect((await resolve(wire, docx)).url).toBe(docx)
})
