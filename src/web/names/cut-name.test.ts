import { expect, test } from 'vitest'
import { cutOf } from './cut-name.ts'

/** Both sides of the cut; null where there is none. */
function cutName(name: string) {
  const at = cutOf(name)
  return at === null ? null : { start: name.slice(0, at), end: name.slice(at) }
}

test('a long name is cut before its last twelve characters, so that a number and the extension stay in view', () => {
  expect(cutName('2026 年度产品需求评审会议现场照片 第 0107 张.png')).toEqual({
    start: '2026 年度产品需求评审会议现场照片 ',
    end: '第 0107 张.png',
  })
})

test('a short name is not cut, nor one whose end is not on the right', () => {
  expect(cutName('现场照片 1.png')).toBeNull()
  expect(cutName(`${'א'.repeat(40)}.png`)).toBeNull()
})

test('no character is torn apart, however many code units it takes', () => {
  const family = '👨‍👩‍👧‍👦'
  const pieces = cutName(`${family.repeat(30)}.png`)
  expect(pieces).toEqual({ start: family.repeat(22), end: `${family.repeat(8)}.png` })
  expect(cutName(family.repeat(20))).toBeNull()
})

test('a name with hidden and broken characters is cut, too', () => {
  expect(cutName(`\u202Egpj.${'x'.repeat(50)}\ud800.png`)?.end).toBe('xxxxxxx\ud800.png')
})
