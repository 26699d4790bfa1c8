import { expect, test } from 'vitest'
import { readReturnTo } from './return-to.ts'

const site = { origin: 'https://upload.example.com', home: '/' }
const below = { origin: site.origin, home: '/tools/uploader/' }

test.each(['/', '/?document=https%3A%2F%2Fx.feishu.cn%2Fdocx%2Fabc', '/a/b?c=d#e', '/%E4%B8%AD'])(
  'C2 %s is a way back',
  (path) => {
    expect(readReturnTo(path, site)).toBe(path)
  },
)

test.each([
  undefined,
  '',
  'evil',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/%09/../..//evil.example',
  '/..//evil.example',
  '/.//evil.example',
  'https:evil.example',
  'https://evil.example/',
  'https://upload.example.com@evil.example/',
  '/a\r\nSet-Cookie: x=y',
  '/a b',
  'javascript:alert(1)',
  `/${'a'.repeat(3000)}`,
])('C2 %j leads home', (given) => {
  expect(readReturnTo(given, site)).toBe('/')
})

test('below a path only what is below it is a way back', () => {
  for (const path of ['/tools/uploader/', '/tools/uploader/?target=x#y']) expect(readReturnTo(path, below)).toBe(path)
  for (const path of [undefined, '/', '/tools/', '/tools/uploader', '/tools/uploader2/', '/tools/uploader/../other'])
    expect(readReturnTo(path, below)).toBe(below.home)
})
