import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { badgeColours, clockOf, fileKindOf, lettersOf } from './file-kind.ts'

const badgeOf = (name: string, type = '', format?: string | null) => {
  const contents = format === undefined ? null : { kind: 'file' as const, format, pixels: null }
  const kind = fileKindOf(name, type, contents)
  return [kind, lettersOf(kind, name, contents)]
}

test('a badge names the format by its suffix, and takes the colour of its kind', () => {
  expect(badgeOf('纪要.DOCX', 'application/msword')).toEqual(['word', 'DOCX'])
  expect(badgeOf('budget.xlsx')).toEqual(['table', 'XLSX'])
  expect(badgeOf('路演.ppt')).toEqual(['slides', 'PPT'])
  expect(badgeOf('合同.pdf')).toEqual(['pdf', 'PDF'])
  expect(badgeOf('a.tar.gz')).toEqual(['archive', 'GZ'])
  expect(badgeOf('a.7z')).toEqual(['archive', '7Z'])
  expect(badgeOf('a.mp3', 'audio/mpeg')).toEqual(['sound', 'MP3'])
  expect(badgeOf('a.mkv')).toEqual(['video', 'MKV'])
  expect(badgeOf('main.py')).toEqual(['text', 'PY'])
})

test('a picture is named by its bytes, as far as they are known', () => {
  expect(badgeOf('a.jpg', 'image/jpeg', 'heic')).toEqual(['picture', 'HEIC'])
  expect(badgeOf('a.avif', 'image/avif')).toEqual(['picture', 'AVIF'])
  expect(badgeOf('page.png', 'image/png', null)).toEqual(['other', null])
})

test('a file without a short format name has an icon', () => {
  expect(badgeOf('README')).toEqual(['other', null])
  expect(badgeOf('a.exe')).toEqual(['other', null])
  expect(badgeOf('a.numbers')).toEqual(['table', null])
  expect(badgeOf('recording', 'video/mp4')).toEqual(['video', null])
  expect(badgeOf('a.\u202Egnp', 'image/png')).toEqual(['picture', null])
})

test('the length of a video is shown in minutes and seconds', () => {
  expect([0, 400, 59_600, 61_000, 754_000, 7_507_000].map(clockOf)).toEqual([
    '0:01',
    '0:01',
    '1:00',
    '1:01',
    '12:34',
    '125:07',
  ])
})

/** Light and dark value of a colour of `tokens.css`. */
function colourOf(token: string): readonly string[] {
  const tokens = readFileSync(new URL('../../shell/tokens.css', import.meta.url), 'utf8')
  return new RegExp(`${token}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens)?.slice(1) ?? []
}

/** WCAG 2.2, "relative luminance". */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrastOf(one: string, other: string): number {
  const [low = 0, high = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

test('the letters of every badge have enough contrast in light and in dark', () => {
  const ink = colourOf('--accent-ink')
  for (const token of Object.values(badgeColours)) {
    for (const [at, colour] of colourOf(token).entries()) {
      expect(contrastOf(colour, ink[at] ?? ''), `${token} ${colour}`).toBeGreaterThanOrEqual(4.5)
    }
    expect(colourOf(token), token).toHaveLength(2)
  }
})
