// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { english } from '../testing/languages.ts'
import { CutName } from './CutName.tsx'
import { OutsideText } from './OutsideText.tsx'

afterEach(cleanup)

test('a name is isolated from the direction of the text around it, and shows what is hidden in it', () => {
  const { container } = render(<OutsideText text={'invoice\u202Egnp.exe'} />)
  expect(container.textContent).toBe('invoice⟨U+202E⟩gnp.exe')
  expect(container.firstElementChild?.tagName).toBe('BDI')
})

test('letters that run from right to left do not carry the ending along', () => {
  const { container } = render(<OutsideText text="תמונה gnp.exe" />)
  expect(container.querySelector('[dir=ltr]')?.lastElementChild?.textContent).toBe('.exe')
})

test('a name that is cut shows what is hidden in the whole of it: a space at the cut is one between words', () => {
  const shown = (name: string) => {
    const { container } = render(<CutName name={name} />)
    return container.querySelector('[aria-hidden]')?.textContent
  }
  expect(shown('the minutes of the meeting on any day.pdf')).toBe('the minutes of the meeting on any day.pdf')
  expect(shown('the minutes of the meeting on    day.pdf')).toBe('the minutes of the meeting on␣␣␣␣day.pdf')
  expect(shown(' the minutes of the meeting o\u202Eyb.pdf')).toBe('␣the minutes of the meeting o⟨U+202E⟩yb.pdf')
})

test('a sentence shows what is hidden in the names it is given', () => {
  expect(english.messages.uploads.cancelFile('a\u202Eb')).toBe('Cancel a⟨U+202E⟩b')
  expect(english.messages.finder.pin('a\nb')).toBe('Pin “a⟨U+000A⟩b”')
})

const components = import.meta.glob<string>('../**/*.tsx', { query: '?raw', import: 'default', eager: true })
/** Text, or a label, that is a name as it came. Messages of our own go by other names. */
const rawName =
  /(?<=>\s*)\{[\w.]*\b(?:name|title|path|fileName)\}|(?:aria-label|data-tip|title|alt)=\{\w+\.(?:name|title|path)\}/g
const ours = ['../shell/Brand.tsx', '../session/SignInCard.tsx']

test('no component shows a name of the outside as it came', () => {
  const found = Object.entries(components).flatMap(([path, source]) =>
    ours.includes(path) || path.includes('.test.') || path.startsWith('../testing/')
      ? []
      : (source.match(rawName) ?? []).map((raw) => `${path}: ${raw}`),
  )
  expect(found).toEqual([])
})
