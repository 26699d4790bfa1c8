import { expect, it } from 'vitest'
import { compareVersions, pageVersionIn } from './page-version.ts'

const built = (entry: string, at: string) =>
  `<head><meta name="built" content="${at}"><script type="module" crossorigin src="${entry}"></script></head>`
const [monday, tuesday] = ['2026-11-23T08:00:00.000Z', '2026-11-24T08:00:00.000Z']

it('a page is known by its entry script, and by when it was built', () => {
  expect(pageVersionIn(built('/assets/index-a1.js', monday))).toEqual({
    entry: '/assets/index-a1.js',
    builtAtMs: Date.parse(monday),
  })
})

it('its entry is the same beside a page below a path', () => {
  expect(pageVersionIn(built('./assets/index-a1.js', monday))?.entry).toBe('/assets/index-a1.js')
})

it.each(['', '<title>Sign in to this network</title>', '<script src="/hotel.js"></script>'])(
  'what is not the page has no version: %s',
  (html) => expect(pageVersionIn(html)).toBeNull(),
)

it.each([
  ['another build of the same content', '/assets/index-a1.js', tuesday, 'same'],
  ['a later one', '/assets/index-b2.js', tuesday, 'newer'],
  ['one that a replica still has', '/assets/index-00.js', '2026-11-22T08:00:00.000Z', 'older'],
])('%s', (_what, entry, at, is) => {
  const [here, there] = [pageVersionIn(built('/assets/index-a1.js', monday)), pageVersionIn(built(entry, at))]
  expect(here && there && compareVersions(here, there)).toBe(is)
})
