import { expect, test } from 'vitest'
import {
  deletedDocument,
  placeBlocks,
  productReview,
  readOnlyDocument,
  startForTest,
  uploadInto,
  type Reply,
  type SimulatedClient,
} from '../testing/simulated-client.ts'

const attachment = 'boxcnSimSeedAttachment00001'
const ownFolder = 'SimFldrProduct0000000000101'
const readOnlyFolder = 'SimFldrFinance0000000000109'
const dayMs = 24 * 60 * 60 * 1000
const refusal = ({ status, body }: Reply) => [status, body.code]

const links = (client: SimulatedClient, ...tokens: readonly string[]) => {
  const query = tokens.map((token) => `file_tokens=${token}`).join('&')
  return client.call('GET', `/open-apis/drive/v1/medias/batch_get_tmp_download_url?${query}`)
}

async function linkTo(client: SimulatedClient, token = attachment): Promise<string> {
  const { body } = await links(client, token)
  const [link] = body.data?.['tmp_download_urls'] as readonly { readonly tmp_download_url: string }[]
  return link?.tmp_download_url ?? ''
}

test('a temporary link sends ranges, names its file, and ends after a day', async () => {
  const client = await startForTest()
  const link = await linkTo(client)
  const part = await fetch(link, { headers: { range: 'bytes=0-2' } })
  expect([part.status, await part.text()]).toEqual([206, '需'])
  expect(part.headers.get('content-disposition')).toContain('filename="____.txt"')
  expect(part.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  await client.call('POST', '/_simulator/clock', { advanceMs: dayMs - 60_000 })
  expect((await fetch(link)).status).toBe(200)
  await client.call('POST', '/_simulator/clock', { advanceMs: 60_000 })
  expect((await fetch(link)).status).toBe(403)
})

test('a temporary link is not guessed, not changed and not the same twice', async () => {
  const client = await startForTest()
  const [link, other] = [new URL(await linkTo(client)), new URL(await linkTo(client))]
  expect(link.href).not.toBe(other.href)
  const [code = '', otherCode = ''] = [link, other].map(({ searchParams }) => searchParams.get('code') ?? '')
  expect(code.length).toBeGreaterThanOrEqual(32)
  for (const wrong of [code.slice(0, -1), code.slice(0, 16) + otherCode.slice(16), `${code}x`, '', 'x']) {
    link.searchParams.set('code', wrong)
    expect((await fetch(link)).status).toBe(403)
  }
})

test('links are for who may read the document, five a call', async () => {
  const client = await startForTest()
  expect(refusal(await links(client))).toEqual([400, 1061002])
  expect(refusal(await links(client, 'boxcnNobody'))).toEqual([400, 1061002])
  expect(refusal(await links(client, ...Array.from({ length: 6 }, () => attachment)))).toEqual([400, 1061002])
  expect(refusal(await links(client, ...Array.from({ length: 5 }, () => attachment)))).toEqual([200, 0])
  const [blockId = ''] = await placeBlocks(client, productReview, ['file'])
  const bytes = Buffer.from('x')
  const ofReview = await uploadInto(client, { documentId: productReview, blockId, bytes, parentType: 'docx_file' })
  await client.signIn('wang-wu')
  expect(refusal(await links(client, attachment, ofReview))).toEqual([403, 1061004])
})

test('the address beside an attachment leads to its link', async () => {
  const client = await startForTest()
  const path = '/open-apis/bitable/v1/apps/SimBaseTasks000000000000009/tables/tblSimTasks00001/records/recSimTask00001'
  const { body } = await client.call('GET', path)
  const { fields } = body.data?.['record'] as { fields: Record<string, readonly { tmp_url: string }[]> }
  const address = fields['附件']?.[0]?.tmp_url ?? ''
  const answer = await client.call('GET', address.slice(client.url.length))
  expect(answer.body.data?.['tmp_download_urls']).toHaveLength(1)
})

const download = (client: SimulatedClient, token: string) =>
  client.call('GET', `/open-apis/drive/v1/files/${token}/download`)

/** A file of Drive in a fresh world. */
async function posterSource(client: SimulatedClient): Promise<string> {
  const { body } = await client.call('GET', '/open-apis/drive/v1/files?folder_token=SimFldrPosters0000000000106')
  const files = body.data?.['files'] as readonly { readonly type: string; readonly token: string }[]
  return files.find(({ type }) => type === 'file')?.token ?? ''
}

const copy = (client: SimulatedClient, token: string, change: Readonly<Record<string, unknown>> = {}) =>
  client.call('POST', `/open-apis/drive/v1/files/${token}/copy`, {
    name: '副本',
    type: 'docx',
    folder_token: ownFolder,
    ...change,
  })

test('a copied document has files of its own and stays when the first changes', async () => {
  const client = await startForTest()
  const [blockId = ''] = await placeBlocks(client, productReview, ['file'])
  const token = await uploadInto(client, {
    documentId: productReview,
    blockId,
    bytes: Buffer.from('bytes'),
    fileName: 'a.pdf',
    parentType: 'docx_file',
  })
  const blocks = `/open-apis/docx/v1/documents/${productReview}/blocks`
  await client.call('PATCH', `${blocks}/${blockId}`, { replace_file: { token } })
  const { body } = await copy(client, productReview)
  const made = (body.data?.['file'] as { token: string }).token
  await client.call('DELETE', `${blocks}/${productReview}/children/batch_delete`, { start_index: 0, end_index: 4 })
  const seen = await client.call('GET', `/_simulator/documents/${made}`)
  const file = (seen.body['blocks'] as readonly Record<string, unknown>[]).find(({ kind }) => kind === 'file')
  expect(file).toMatchObject({ name: 'a.pdf', sizeBytes: 5, bound: true })
  expect(file?.['token']).not.toBe(token)
  const download = await client.call('GET', `/open-apis/drive/v1/medias/${String(file?.['token'])}/download`)
  expect(download.status).toBe(200)
})

test('a base, a sheet and a file are copied whole', async () => {
  const client = await startForTest()
  const contents = async (token: string) => {
    const { tables, cells } = (await client.call('GET', `/_simulator/documents/${token}`)).body
    const shown = JSON.stringify({ tables, cells }).replace(/"token":"[^"]+"/g, '"token"')
    return shown.replace(/"recordId":"[^"]+"/g, '"recordId"')
  }
  for (const [type, token] of [
    ['bitable', 'SimBaseTasks000000000000009'],
    ['sheet', 'SimSheetBudget0000000000008'],
  ] as const) {
    const { body } = await copy(client, token, { type })
    const made = (body.data?.['file'] as { token: string }).token
    expect(await contents(made)).toBe(await contents(token))
  }
  const file = await posterSource(client)
  const { body } = await copy(client, file, { type: 'file' })
  const made = (body.data?.['file'] as { token: string }).token
  expect(made).not.toBe(file)
  expect((await download(client, made)).body['text']).toBe('海报源文件.psd\n')
})

test.each([
  [productReview, { type: 'sheet' }, [400, 1061002]],
  [productReview, { type: '' }, [400, 1061002]],
  [productReview, { name: '字'.repeat(86) }, [400, 1061002]],
  [productReview, { folder_token: readOnlyFolder }, [403, 1061004]],
  [productReview, { folder_token: 'nowhere' }, [404, 1061003]],
  ['nobody', {}, [404, 1061003]],
  [deletedDocument, {}, [404, 1061007]],
  ['SimDocxPrivate0000000000007', {}, [403, 1061004]],
] as const)('a copy of %s with %j is refused with %j', async (token, change, expected) => {
  const client = await startForTest()
  expect(refusal(await copy(client, token, change))).toEqual(expected)
})

test('a body may have fields that the call does not know', async () => {
  const client = await startForTest()
  expect(refusal(await copy(client, productReview, { extra: [], unheardOf: { deep: [1] } }))).toEqual([200, 0])
})

test('a folder says who made it and what it is in', async () => {
  const client = await startForTest()
  const meta = async (token: string) => {
    const { body } = await client.call('GET', `/open-apis/drive/explorer/v2/folder/${token}/meta`)
    return body
  }
  const { data: root = {} } = (await client.call('GET', '/open-apis/drive/explorer/v2/root_folder/meta')).body
  const product = await meta(ownFolder)
  expect(product.data).toMatchObject({
    token: ownFolder,
    name: '产品',
    id: expect.stringMatching(/^7\d{18}$/) as string,
  })
  const ownRoot = await meta(String(root['token']))
  expect(ownRoot.data).toMatchObject({ token: root['token'], id: root['id'], parentId: '0' })
  const zhangSan = root['user_id']
  for (const { data } of [product, ownRoot]) expect(data).toMatchObject({ createUid: zhangSan, ownUid: zhangSan })
  expect(product.data?.['parentId']).toBe(ownRoot.data?.['id'])
  expect((await meta('nobody')).code).toBe(91203)
  expect((await meta('SimFldrPrivate0000000000110')).code).toBe(91204)
})

const share = (client: SimulatedClient, token: string, member: Readonly<Record<string, unknown>>, type = 'docx') =>
  client.call('POST', `/open-apis/drive/v1/permissions/${token}/members?type=${type}`, {
    member_type: 'openid',
    member_id: 'ou_5a6b7c8d9e0f11223344556677889903',
    perm: 'view',
    ...member,
  })

test('whoever is added may do what was said, and no more', async () => {
  const client = await startForTest()
  const may = async (action: string) => {
    const query = `type=docx&action=${action}`
    const { body } = await client.call('GET', `/open-apis/drive/v1/permissions/${productReview}/members/auth?${query}`)
    return body.data?.['auth_result']
  }
  const asWangWu = async () => {
    await client.signIn('wang-wu')
    const rights = [await may('view'), await may('edit'), await may('share')]
    await client.signIn()
    return rights
  }
  expect(await asWangWu()).toEqual([false, false, false])
  await share(client, productReview, { perm: 'edit' })
  expect(await asWangWu()).toEqual([true, true, false])
  await share(client, productReview, { perm: 'view' })
  expect(await asWangWu()).toEqual([true, false, false])
  await share(client, productReview, { perm: 'full_access' })
  expect(await asWangWu()).toEqual([true, true, true])
})

test.each([
  [productReview, { member_id: 'ou_nobody' }, 'docx', [400, 1063001]],
  [productReview, { member_type: 'openchat' }, 'docx', [400, 1063001]],
  [productReview, { perm: 'own' }, 'docx', [400, 1063001]],
  [productReview, {}, 'sheet', [400, 1063001]],
  [productReview, {}, 'nothing', [400, 1063001]],
  [readOnlyDocument, {}, 'docx', [403, 1063004]],
  ['SimDocxPrivate0000000000007', {}, 'docx', [403, 1063002]],
  [deletedDocument, {}, 'docx', [404, 1063005]],
] as const)('adding a member to %s with %j as %s is refused with %j', async (token, member, type, expected) => {
  const client = await startForTest()
  expect(refusal(await share(client, token, member, type))).toEqual(expected)
})

test('a file of Drive is for who may read it', async () => {
  const client = await startForTest()
  const file = await posterSource(client)
  expect((await download(client, file)).body['text']).toBe('海报源文件.psd\n')
  expect(refusal(await download(client, productReview))).toEqual([404, 1061003])
  await client.signIn('wang-wu')
  expect(refusal(await download(client, file))).toEqual([403, 1061004])
})
