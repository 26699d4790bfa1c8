import { expect, test } from 'vitest'
import type { ApiAnswer } from '../../contract/feishu/api.ts'
import { gatewayMark } from '../../contract/own-api/between.ts'
import { askFeishu } from './ask-feishu.ts'

const ask = (headers: Readonly<Record<string, string>>) => {
  const answer: ApiAnswer = { status: 200, text: '{"code":0}', header: (name) => new Headers(headers).get(name) }
  const wire = { send: () => Promise.resolve(answer) }
  const request = { route: 'getRootFolder', parameters: {}, query: {}, body: { kind: 'none' } } as const
  return askFeishu(wire, request, () => ({ ok: true, data: 'read' }), new AbortController().signal)
}

test('A success is believed only if it came through the gateway', async () => {
  expect(await ask({ [gatewayMark.name]: gatewayMark.value })).toBe('read')
  await expect(ask({})).rejects.toMatchObject({ failure: { problem: 'not-feishus-answer' } })
})
