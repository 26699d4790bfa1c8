import { describe, expect, it } from 'vitest'
import { checkEditRequest, queryMetaRequest, queryMetasRequest, readMayEdit, readMeta, readMetas } from './drive.ts'
import { answerOf } from '../../testing/answer-of.ts'

describe('looking up a document', () => {
  it('asks for one document with its address', () => {
    expect(queryMetaRequest('doxcnDoc', 'docx').body).toEqual({
      kind: 'json',
      value: { request_docs: [{ doc_token: 'doxcnDoc', doc_type: 'docx' }], with_url: true },
    })
  })

  it('reads title, owner and address', () => {
    const metas = [
      { doc_token: 'doxcnDoc', title: '周报', owner_id: 'ou_1', url: 'https://acme.feishu.cn/docx/doxcnDoc' },
    ]
    expect(readMeta(answerOf({ metas }))).toEqual({
      ok: true,
      data: { found: true, title: '周报', ownerId: 'ou_1', url: 'https://acme.feishu.cn/docx/doxcnDoc' },
    })
  })

  it('reads several at once, those that failed too', () => {
    expect(queryMetasRequest([{ token: 'sht1', kind: 'sheet' }]).body).toMatchObject({
      value: { request_docs: [{ doc_token: 'sht1', doc_type: 'sheet' }] },
    })
    const metas = [{ doc_token: 'doxcnDoc', title: '周报' }]
    const reading = readMetas(answerOf({ metas, failed_list: [{ token: 'sht1', code: 970003 }] }))
    expect(reading.ok && [...reading.data]).toEqual([
      ['doxcnDoc', { found: true, title: '周报', ownerId: '', url: '' }],
      ['sht1', { found: false, code: 970003 }],
    ])
  })

  it('says why there is none, where Feishu does', () => {
    const failed_list = [{ token: 'doxcnDoc', code: 970005 }]
    expect(readMeta(answerOf({ metas: [], failed_list }))).toEqual({ ok: true, data: { found: false, code: 970005 } })
    expect(readMeta(answerOf({}))).toEqual({ ok: true, data: { found: false, code: null } })
  })
})

describe('asking whether a person may edit', () => {
  it('names token, kind and action', () => {
    expect(checkEditRequest('doxcnDoc', 'docx')).toMatchObject({
      route: 'checkPermission',
      parameters: { token: 'doxcnDoc' },
      query: { type: 'docx', action: 'edit' },
    })
  })

  it('reads yes and no, and takes silence for neither', () => {
    expect(readMayEdit(answerOf({ auth_result: true }))).toEqual({ ok: true, data: true })
    expect(readMayEdit(answerOf({ auth_result: false }))).toEqual({ ok: true, data: false })
    expect(readMayEdit(answerOf({})).ok).toBe(false)
  })
})
