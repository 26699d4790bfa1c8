import { expect, test } from 'vitest'
import { accentTokens, contrastOf, radiusTokens } from './theme-tokens.ts'

const surfaces = ['#ffffff', '#1d2027'] as const

test.each(['#fff', '#000', '#ffff00', '#c2185b', '#2557d6', '#1D2027', '#808080', '#0f0'])(
  'text in the portal’s colour %s, and text on it, can be read in light and dark',
  (accent) => {
    const tokens = accentTokens(accent)
    const colours = (name: string) => tokens[name]?.match(/#[\da-f]{6}/g) ?? []
    for (const [at, surface] of surfaces.entries()) {
      const [own, ink] = [colours('--accent')[at] ?? '', colours('--accent-ink')[at] ?? '']
      expect(contrastOf(own, surface)).toBeGreaterThanOrEqual(4.5)
      expect(contrastOf(own, ink)).toBeGreaterThanOrEqual(4.5)
    }
  },
)

test('a colour that can be read stays as it is', () => {
  expect(accentTokens('#0b57d0')['--accent']).toContain('light-dark(#0b57d0')
})

test('small corners follow the large ones', () => {
  expect(radiusTokens(0)).toEqual({ '--radius': '0px', '--radius-small': '0px' })
  expect(radiusTokens(20)).toEqual({ '--radius': '20px', '--radius-small': '12px' })
})
