import { expect, test } from 'vitest'
import type { ApiRequest } from '../../../contract/feishu/api.ts'
import { answerOf, success } from '../../testing/hand-driven.ts'
import { doorsThat } from '../../testing/doors.ts'
import { writtenRange } from './sheet-cells.ts'

/** What a sheet answers whose first column, from row 81 on, reads as this. */
const column = (...values: readonly unknown[]) =>
  answerOf({ code: 0, data: { valueRange: { range: 's1!A81:D100', values: values.map((value) => [value]) } } })
const ours = { fileToken: 'boxcn1' }

/** Writes a picture, then cleans up in a sheet that has changed: each look sees the next of these. */
async function cleanedUp(...looks: readonly (readonly unknown[])[]) {
  const left = [[], ...looks]
  const emptied: ApiRequest['body'][] = []
  const doors = doorsThat(({ route, body }) => {
    if (route === 'readCells') return column(...(left.shift() ?? []))
    if (route === 'writeCells') emptied.push(body)
    return success
  })
  await writtenRange.run(doors)
  const gone = await doors.things[0]?.remove(doors.call).catch((error: unknown) => String(error))
  return { gone, emptied: JSON.stringify(emptied) }
}

test('a picture in a cell is taken out where it stands, also after somebody has put a row above it', async () => {
  const still = await cleanedUp([ours], [ours], [])
  expect(still.gone).toBe(true)
  expect(still.emptied).toContain('A81')
  const moved = await cleanedUp([ours], ['theirs', ours], ['theirs'])
  expect(moved.gone).toBe(true)
  expect(moved.emptied).toContain('A82')
  expect(moved.emptied).not.toContain('A81')
})

test('what others have put into the cell of a picture stays', async () => {
  expect(await cleanedUp([ours], ['theirs'])).toEqual({ gone: true, emptied: '[]' })
  expect(await cleanedUp([ours], [{ fileToken: 'boxcn2' }])).toEqual({ gone: true, emptied: '[]' })
})

test('a picture that is not recognised stays where something stands in its cell, and is said', async () => {
  const { gone, emptied } = await cleanedUp([{ type: 'picture' }], ['theirs'])
  expect(gone).toContain('what stands in A81 cannot be recognised')
  expect(emptied).toBe('[]')
})
