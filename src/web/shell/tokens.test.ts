import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = 'src/web'
const tokensFile = join('shell', 'tokens.css')
const read = (file: string) => readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[^]*?\*\//g, '')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
const sheets = files.filter((file) => file.endsWith('.css') && file !== tokensFile)
const sources = files.filter((file) => /\.(css|tsx?)$/.test(file) && !file.includes('.test.'))

const systemColours =
  'AccentColor|ButtonBorder|ButtonFace|ButtonText|Canvas|CanvasText|Field|FieldText|GrayText|Highlight|HighlightText|LinkText|Mark|MarkText'

/** Values that only a token may have, by the properties in which they would stand. */
const literals: readonly RegExp[] = [
  /#[0-9a-f]{3,8}\b/i,
  /\b(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb|light-dark)\(/,
  new RegExp(`:[^;]*\\b(?:${systemColours}|white|black|red|green|blue|gray|grey)\\b`),
  /^font(?:-size)?:.*\d/,
  /^font-weight:.*(?:\d|bold)/,
  /^line-height:.*[02-9.]/,
  /^border(?:-[a-z]+)*-radius:.*(?<!\w)(?:[1-9]|0\.)/,
  /^(?:box|text)-shadow:.*\d/,
  /^(?:transition|animation)(?:-[a-z]+)*:.*\d(?:ms|s)\b/,
]

function literalsIn(text: string): readonly string[] {
  const declarations = text.match(/[a-z-]+:[^;{}]+(?=[;}])/g) ?? []
  return declarations
    .map((declaration) => declaration.replaceAll(/\s+/g, ' '))
    .filter((declaration) => literals.some((literal) => literal.test(declaration.replaceAll(/--[\w-]+/g, ''))))
}

const namesIn = (text: string, pattern: RegExp) => new Set(Array.from(text.matchAll(pattern), ([, name = '']) => name))
const tokens = namesIn(read(tokensFile), /^\s*(--[\w-]+):/gm)

test('no stylesheet beside the tokens has a colour, type size, weight, radius, shadow or duration of its own', () => {
  expect(sheets.length).toBeGreaterThan(30)
  expect(sheets.flatMap((sheet) => literalsIn(read(sheet)).map((literal) => `${sheet}: ${literal}`))).toEqual([])
})

test.each([
  'color: #fff',
  'background: rgb(0 0 0 / 75%)',
  'border-color: Highlight',
  'border: 1px solid white',
  'font-size: 13px',
  'font-weight: 600',
  'line-height: 1.35',
  'border-radius: 6px',
  'border-start-start-radius: 0.5em',
  'box-shadow: 0 1px 2px var(--ink)',
  'transition: opacity 140ms',
])('%s would be noticed', (literal) => {
  expect(literalsIn(`.a { ${literal}; }`)).toEqual([literal])
})

test('each token that a stylesheet names is there, and each that is there is used', () => {
  const used = new Set<string>()
  // One room may set a property that another one reads.
  const own = namesIn(sources.map(read).join('\n'), /(--[\w-]+)(?:['"\]]*:|',)/g)
  for (const file of sources) {
    const text = read(file)
    for (const name of namesIn(text, /(?:var\(|')(--[\w-]+)/g)) {
      used.add(name)
      expect(own.has(name), `${name} in ${file}`).toBe(true)
    }
  }
  expect([...tokens].filter((name) => !used.has(name))).toEqual([])
})
