import { expect, test } from 'vitest'
import { feishuCodes } from '../../contract/problems/codes.ts'
import { answerOf, success } from '../testing/hand-driven.ts'
import { doorsThat } from '../testing/doors.ts'
import { redirectMatch } from './platform/consent-page.ts'
import { cors, hosts, statusOfPlatformCodes } from './platform/platform.ts'
import { recordsPerBatch } from './tables/records.ts'
import { cellReads, webpIntoCell, writtenRange } from './tables/sheet-cells.ts'
import { uploadsAtOnce } from './files/uploads-at-once.ts'

/** Readings that no switch of the simulator's world has. */
const refusal = (code: number, status = 400) => answerOf({ code, msg: '' }, status)
/** The fifth cell of those of verify. */
const cellsOf = (value?: unknown) =>
  answerOf({ code: 0, data: { valueRange: { range: 's1!A85:C85', values: value === undefined ? [] : [[value]] } } })
const count = (body: unknown) => (body as { value: { records: unknown[] } }).value.records.length

test('U22: a batch of more than 500 that is looked at, and one of more than 1000 that is not', async () => {
  const noSuchColumn = refusal(1254045)
  const doors = doorsThat(({ body }) => (count(body) > 1000 ? refusal(feishuCodes.tooManyRecords) : noSuchColumn))
  expect(await recordsPerBatch.run(doors)).toMatchObject({ is: 'answered', answer: '1000' })
  expect(await recordsPerBatch.run(doorsThat(() => noSuchColumn))).toMatchObject({ is: 'not-decided' })
})

test('U22 names a column that is not there, so that nothing is made', async () => {
  const doors = doorsThat(() => refusal(feishuCodes.tooManyRecords))
  await recordsPerBatch.run(doors)
  expect(JSON.stringify(doors.sent[0]?.body)).not.toContain('名称')
})

test('U25: a page that answers every address alike leaves it to a person', async () => {
  const alike = answerOf('<html>', 302, { location: 'https://accounts.feishu.cn/login' })
  expect(
    await redirectMatch.run(
      doorsThat(
        () => success,
        () => alike,
      ),
    ),
  ).toMatchObject({ is: 'for-a-person' })
  const looser = doorsThat(
    () => success,
    (url) => (url.endsWith('?verify=1') || url.endsWith('/callback') ? answerOf('<html>') : answerOf('20029', 400)),
  )
  expect(await redirectMatch.run(looser)).toMatchObject({ answer: 'loosely', details: 'taken: a query behind it' })
})

test('U1: an answer that allows other origins', async () => {
  const open = answerOf('', 204, { 'access-control-allow-origin': '*' })
  expect(
    await cors.run(
      doorsThat(
        () => success,
        () => open,
      ),
    ),
  ).toMatchObject({ answer: 'yes' })
})

test('U14: statuses that differ', async () => {
  const statuses = [401, 400]
  const doors = doorsThat(
    () => success,
    () => refusal(feishuCodes.tokenMissing, statuses.shift()),
  )
  expect(await statusOfPlatformCodes.run(doors)).toMatchObject({ answer: 'other' })
})

test('U13: several uploads are tolerated up to the first that are not', async () => {
  // The block, then uploads: two, two and three at once go through, four do not.
  const doors = doorsThat((request, number) => {
    if (request.route === 'createBlocks')
      return answerOf({ code: 0, data: { children: [{ block_id: 'b1', block_type: 33, children: ['b2'] }] } })
    return number > 8 ? refusal(feishuCodes.uploadsAtOnce, 200) : success
  })
  expect(await uploadsAtOnce.run(doors)).toMatchObject({
    answer: 'several',
    details: '4 are refused with code 1061045',
  })
})

test('U16: the other name, and a cell that takes WEBP', async () => {
  const written = answerOf({ code: 0, data: { updatedRange: 's1!A81:A81', revision: 2 } })
  const doors = doorsThat(({ route }) => (route === 'readCells' ? cellsOf() : written))
  expect(await writtenRange.run(doors)).toMatchObject({ answer: 'updatedRange' })
  expect(await webpIntoCell.run(doors)).toMatchObject({ answer: 'taken' })
  expect(doors.things.map(({ what }) => what)).toEqual(['cells', 'cells', 'cells', 'cells'])
})

test.each([
  [null, 'empty'],
  ['[图片]', 'text'],
  [{ type: 'embed-image' }, 'other-object'],
])('U29: a picture that reads as %j', async (value, answer) => {
  const doors = doorsThat(({ route }, number) =>
    route === 'readCells' ? cellsOf(number > 1 ? value : undefined) : success,
  )
  expect(await cellReads.run(doors)).toMatchObject({ answer })
})

test.each([
  ['https://acme.feishu.cn/docx/doc1', 'feishu.cn'],
  ['https://acme.larkoffice.com/docx/doc1', 'larkoffice.com'],
  ['https://acme.larksuite.com/docx/doc1', 'larksuite.com'],
  ['https://docs.acme.com.cn/docx/doc1', 'another'],
  ['https://acmefeishu.cn/docx/doc1', 'another'],
])('U28: of the host of %s only Feishu’s own part is told', async (url, details) => {
  const metas = [{ doc_token: 'doc1', doc_type: 'docx', title: 'Verify', owner_id: 'ou_1', url }]
  expect(await hosts.run(doorsThat(() => answerOf({ code: 0, data: { metas } })))).toMatchObject({ details })
})
