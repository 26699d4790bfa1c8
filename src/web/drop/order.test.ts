import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderOf, type Handed } from './order.ts'

const file = (name: string, facts: ReturnType<Handed['facts']> = null): Handed => ({
  name,
  isFolder: false,
  facts: () => facts,
})
const folder = (name: string): Handed => ({ ...file(name), isFolder: true })
const files = (names: string) => names.split(' ').map((name) => file(name))
const dated = (names: string) =>
  names.split(' ').map((name) => {
    const [, lastModifiedMs = 0] = name.split('@').map(Number)
    return file(name, { sizeBytes: 1, lastModifiedMs })
  })
const namesOf = (items: readonly Handed[]) => items.map(({ name }) => name).join(' ')

function order(handed: readonly Handed[], language = 'zh-CN') {
  const { taken, items, other } = orderOf(handed, language)
  return [taken, namesOf(items), other && namesOf(other)]
}

test.each([
  ['4 5 6 1 2 3', '1 2 3 4 5 6'],
  ['IMG_10 IMG_2 IMG_9', 'IMG_2 IMG_9 IMG_10'],
  ['2 1', '1 2'],
  ['图9.png 图10.png 图1.png 图2.png', '图1.png 图2.png 图9.png 图10.png'],
  // Windows and macOS in Chinese sort by pinyin.
  ['王五 张三 李四', '李四 王五 张三'],
])('a selection in the order of a file window, rotated, is ordered by name: %s', (handed, expected) => {
  expect(order(files(handed))).toEqual(['name', expected, handed])
})

test('names sorted by the numbers’ digits, as a terminal does, are ordered by the numbers’ values', () => {
  expect(order(files('1 10 2 3 33'))).toEqual(['name', '1 2 3 10 33', '1 10 2 3 33'])
})

test('files that are already in the order of names get no offer to sort', () => {
  expect(order(files('1 2 10'))).toEqual(['name', '1 2 10', null])
})

test('folders come before files, also where the file window mixes them', () => {
  expect(order([file('b'), folder('c'), file('a')])).toEqual(['name', 'c a b', 'b c a'])
})

test('an order that no file window has is the person’s own, and the order of names is offered', () => {
  expect(order(files('cover 3 1 2 back'))).toEqual(['given', 'cover 3 1 2 back', '1 2 3 back cover'])
})

test('a rotated selection from a window sorted by date is put back into that order', () => {
  expect(order(dated('e@30 a@20 d@10 c@70 f@60 b@40'))).toEqual([
    'window',
    'c@70 f@60 b@40 e@30 a@20 d@10',
    'a@20 b@40 c@70 d@10 e@30 f@60',
  ])
})

test('a few files that are in the order of their dates by chance are not rotated', () => {
  expect(order(dated('c@3 b@4 a@1 d@2'))[0]).toBe('given')
})

test('five files that are in the order of their sizes by chance are not rotated', () => {
  const sized = [18, 43, 899, 1, 10].map((sizeBytes, at) => file('digby'.charAt(at), { sizeBytes, lastModifiedMs: 7 }))
  expect(order(sized)[0]).toBe('given')
})

const anyNames = fc.uniqueArray(fc.stringMatching(/^[a-c\d张李图 .-]{1,8}$/), { minLength: 1, maxLength: 12 })
const anyItems = anyNames.chain((names) =>
  fc.tuple(...names.map((name) => fc.tuple(fc.boolean(), fc.nat(9)).map(([isFolder, at]) => ({ name, isFolder, at })))),
)
const handedOf = (items: readonly { name: string; isFolder: boolean; at: number }[]) =>
  items.map(({ name, isFolder, at }) => ({
    name,
    isFolder,
    facts: () => (isFolder ? null : { sizeBytes: at, lastModifiedMs: 9 - at }),
  }))

test('ordering loses and doubles nothing, and is stable when repeated', () => {
  fc.assert(
    fc.property(anyItems, fc.constantFrom('zh-CN', 'en'), (items, language) => {
      const handed = handedOf(items)
      const first = orderOf(handed, language)
      expect(new Set(first.items)).toEqual(new Set(handed))
      expect(first.items).toHaveLength(handed.length)
      expect(orderOf(first.items, language).items).toEqual(first.items)
      expect(first.other === null || new Set(first.other).size === handed.length).toBe(true)
    }),
  )
})

test('a sorted selection is sorted again, however it is rotated', () => {
  fc.assert(
    fc.property(anyNames, fc.nat(), fc.constantFrom('zh-CN', 'en'), (names, turn, language) => {
      const byName = new Intl.Collator(language, { numeric: true })
      const sorted = names.toSorted(byName.compare)
      const at = turn % names.length
      const rotated = [...sorted.slice(at), ...sorted.slice(0, at)].map((name) => file(name))
      expect(
        orderOf(rotated, language)
          .items.map(({ name }) => name)
          .map((name) => byName.compare(name, name)),
      ).toEqual(names.map(() => 0))
      const { items } = orderOf(rotated, language)
      items.slice(1).forEach(({ name }, before) => {
        expect(byName.compare(items[before]?.name ?? '', name)).toBeLessThanOrEqual(0)
      })
    }),
  )
})
