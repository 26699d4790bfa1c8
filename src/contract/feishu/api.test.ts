import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { readAnswer, type ApiAnswer } from './api.ts'
import { own } from '../own.ts'

function answerOf(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): ApiAnswer {
  return {
    status,
    header: (name) => own(headers, name) ?? null,
    text: typeof body === 'string' ? body : JSON.stringify(body),
  }
}

const Uploaded = v.object({ file_token: v.string() })
const refused = (answer: ApiAnswer) => {
  const reading = readAnswer(answer, v.unknown())
  if (reading.ok) throw new Error('the answer was read as a success')
  return reading.refusal
}

describe('an answer that succeeded', () => {
  it('hands over what is under data', () => {
    const answer = answerOf({ code: 0, msg: 'success', data: { file_token: 'box1' } })
    expect(readAnswer(answer, Uploaded)).toEqual({ ok: true, data: { file_token: 'box1' } })
  })

  it('may carry no data at all, or null', () => {
    expect(readAnswer(answerOf({ code: 0 }), v.object({}))).toEqual({ ok: true, data: {} })
    expect(readAnswer(answerOf({ code: 0, data: null }), v.object({}))).toEqual({ ok: true, data: {} })
  })

  it('is read whole where it is flat, as the token endpoints answer', () => {
    const answer = answerOf({ code: 0, access_token: 'eyJ', expires_in: 7200 })
    const schema = v.object({ access_token: v.string(), expires_in: v.number() })
    expect(readAnswer(answer, schema, 'flat')).toEqual({ ok: true, data: { access_token: 'eyJ', expires_in: 7200 } })
  })
})

describe('an answer that refused', () => {
  it.each([200, 202, 400, 403, 429, 500])('is judged by its code, not by HTTP %i', (status) => {
    expect(refused(answerOf({ code: 1061045, msg: 'can retry.' }, status))).toEqual({
      code: 1061045,
      msg: 'can retry.',
      httpStatus: status,
      logId: null,
      waitMs: null,
      scopes: [],
    })
  })

  it('takes the description where the token endpoint gives no msg', () => {
    const answer = answerOf({ code: 20003, error: 'invalid_grant', error_description: 'used' }, 400)
    expect(refused(answer)).toMatchObject({ code: 20003, msg: 'used' })
  })

  it('keeps its code when msg, error or description are not what they should be', () => {
    const answer = answerOf({ code: 1061002, msg: null, error: 7, error_description: [] })
    expect(refused(answer)).toMatchObject({ code: 1061002, msg: '' })
  })

  it('names the log id of the header before that of the body', () => {
    const body = { code: 1, msg: '', error: { log_id: 'from-body' } }
    expect(refused(answerOf(body)).logId).toBe('from-body')
    expect(refused(answerOf(body, 200, { 'x-tt-logid': 'from-header' })).logId).toBe('from-header')
    expect(refused(answerOf({ ...body, error: { log_id: 'kept', permission_violations: null } })).logId).toBe('kept')
  })

  it('waits as long as Feishu says, and as a proxy says where Feishu is silent', () => {
    const body = { code: 99991400, msg: 'request trigger frequency limit' }
    const wait = (headers: Readonly<Record<string, string>>) => refused(answerOf(body, 429, headers)).waitMs
    expect(wait({ 'x-ogw-ratelimit-reset': '3', 'retry-after': '60' })).toBe(3000)
    expect(wait({ 'retry-after': '60' })).toBe(60_000)
    expect(wait({ 'x-ogw-ratelimit-reset': '3600', 'retry-after': '60' })).toBe(3_600_000)
    expect(wait({ 'x-ogw-ratelimit-reset': '0' })).toBe(0)
    expect(wait({ 'x-ogw-ratelimit-reset': '0.25' })).toBe(250)
    expect(wait({ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' })).toBeNull()
    expect(wait({ 'retry-after': '-1' })).toBeNull()
    expect(wait({ 'retry-after': '' })).toBeNull()
    expect(wait({})).toBeNull()
  })

  it('reads a reset that makes no sense as silence, and asks the proxy', () => {
    const answer = answerOf({ code: 99991400 }, 429, { 'x-ogw-ratelimit-reset': '', 'retry-after': '2' })
    expect(refused(answer).waitMs).toBe(2000)
  })

  it('lists the scopes that are missing', () => {
    const permission_violations = [
      { type: 'action_privilege_required', subject: 'docx:document' },
      { type: 'action_privilege_required', subject: 'wiki:node:read' },
      { type: 'odd' },
      { subject: 7 },
    ]
    const answer = answerOf({ code: 99991679, msg: 'Unauthorized.', error: { permission_violations } }, 400)
    expect(refused(answer).scopes).toEqual(['docx:document', 'wiki:node:read'])
  })

  it('never keeps more of msg than a person can read', () => {
    expect(refused(answerOf({ code: 1, msg: 'x'.repeat(5000) })).msg).toHaveLength(300)
  })
})

describe('an answer that is not of Feishu', () => {
  it('is kept without its markup when it is HTML', () => {
    const html = '<html><head><title>502</title></head>\n<body><h1>Bad   Gateway</h1></body></html>'
    const answer = answerOf(html, 502, { 'x-tt-logid': 'log' })
    expect(refused(answer)).toMatchObject({ code: null, msg: '502 Bad Gateway', httpStatus: 502, logId: 'log' })
  })

  it.each(['', 'null', '[]', '"code"', '{"code":"0"}', '{"code":0.5}', '{"data":{}}', '{'])(
    'is no success when its body is %s',
    (body) => {
      expect(refused(answerOf(body))).toMatchObject({ code: null, httpStatus: 200 })
    },
  )

  it('is no success when code is 0 and the data is not as documented, and quotes no value', () => {
    const reading = readAnswer(answerOf({ code: 0, data: { file_token: ['secret'] } }), Uploaded)
    expect(reading).toMatchObject({ ok: false, refusal: { code: null } })
    expect(JSON.stringify(reading)).toContain('file_token')
    expect(JSON.stringify(reading)).not.toContain('secret')
  })
})
