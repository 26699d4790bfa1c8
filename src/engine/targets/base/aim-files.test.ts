import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { AppToken, RecordId, TableId } from '../../../contract/feishu/ids.ts'
import { aimFiles, inOrderToShow, isMatched, targetsOfAimed, type MatchedTarget } from './aim-files.ts'
import { RecordsByName } from './records-by-name.ts'

const target: MatchedTarget = {
  is: 'base',
  appToken: v.parse(AppToken, 'App1234567'),
  tableId: v.parse(TableId, 'tbl1'),
  attachmentField: '图片',
  into: { is: 'matched', byField: '编号' },
  title: '商品',
  url: '',
}

const recordsOf = (...texts: readonly string[]) =>
  new RecordsByName(texts.map((text) => ({ recordId: v.parse(RecordId, `rec${text}`), text })))
const filesOf = (...names: readonly string[]) => names.map((name) => ({ name }))
const usual = { withoutNumbers: true, byHand: new Map<{ name: string }, string>() }

type Groups = ReturnType<typeof targetsOfAimed<{ name: string }>>
const shown = (groups: Groups) =>
  groups.map(({ files, target: { into } }) => [
    into.is === 'record' ? into.name : into.is,
    ...files.map(({ name }) => name),
  ])

test('the pictures of one record go there in the order of their numbers, the one without a number first', () => {
  const files = filesOf('A-10.png', 'A_2 (1).png', 'B.png', 'A (3).png', 'A.png', 'A_2.png')
  const aimed = aimFiles(files, recordsOf('A', 'B'), usual)
  expect(shown(targetsOfAimed(aimed, target, 'left-out'))).toEqual([
    ['matched', 'B.png'],
    ['A', 'A.png', 'A_2.png', 'A_2 (1).png', 'A (3).png', 'A-10.png'],
  ])
})

test('without the rule a number belongs to the name', () => {
  const aimed = aimFiles(filesOf('A.png', 'A_2.png'), recordsOf('A'), { ...usual, withoutNumbers: false })
  expect(aimed.map(({ by }) => by)).toEqual(['name', null])
})

test('a file of no record gets one of its own, with its name in the column that is compared, or is left out', () => {
  const aimed = aimFiles(filesOf('A.png', 'C.png'), recordsOf('A'), usual)
  const groups = targetsOfAimed(aimed, target, 'new')
  expect(shown(groups)).toEqual([
    ['matched', 'A.png'],
    ['new', 'C.png'],
  ])
  expect(groups[1]?.target.into).toEqual({ is: 'new', nameField: '编号' })
  expect(shown(targetsOfAimed(aimed, target, 'left-out'))).toEqual([['matched', 'A.png']])
})

test('what a person picks goes before what names say', () => {
  const files = filesOf('A.png', 'C.png', 'D.png')
  const [first, , third] = files
  const byHand = new Map(first && third ? [[first, 'b'] as const, [third, 'nothing'] as const] : [])
  const aimed = aimFiles(files, recordsOf('A', 'B'), { ...usual, byHand })
  expect(aimed.map(({ record }) => record?.text ?? null)).toEqual(['B', null, null])
})

test('every file goes to one place, and to the record that was shown', () => {
  const name = fc.tuple(fc.constantFrom('A', 'B', 'C', 'A_1'), fc.constantFrom('', ' (1)', '_2', '-3', '_2 (1)'))
  fc.assert(
    fc.property(
      fc.array(name),
      fc.array(fc.constantFrom('A', 'B', 'A_1')),
      fc.boolean(),
      (names, texts, withoutNumbers) => {
        const files = filesOf(...names.map(([stem, number]) => `${stem}${number}.png`))
        const aimed = aimFiles(files, recordsOf(...new Set(texts)), { ...usual, withoutNumbers })
        const groups = targetsOfAimed(aimed, target, 'new')
        const placed = groups.flatMap((group) => group.files)
        expect(placed).toHaveLength(files.length)
        expect(new Set(placed)).toEqual(new Set(files))
        for (const { file, record, by } of aimed) {
          const into = groups.find((group) => group.files.includes(file))?.target.into
          if (!record) expect(into?.is).toBe('new')
          else if (into?.is === 'record') expect(into.recordId).toBe(record.recordId)
          else expect([into?.is, by]).toEqual(['matched', 'name'])
        }
      },
    ),
  )
})

test('a preview begins with what has to be looked at, then shows each record’s files in their future order', () => {
  const files = filesOf('B.png', 'A_2.png', 'C.png', 'A.png')
  const aimed = aimFiles(files, recordsOf('A', 'B'), usual)
  expect(inOrderToShow(aimed).map(({ file }) => file.name)).toEqual(['C.png', 'A.png', 'A_2.png', 'B.png'])
})

test('only a table whose records are found by name asks where files go', () => {
  expect(isMatched(target)).toBe(true)
  expect(isMatched({ ...target, into: { is: 'new', nameField: null } })).toBe(false)
})
