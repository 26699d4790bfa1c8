import { expect, test } from 'vitest'
import { homePath } from './own-path.ts'

test.each([
  ['/', '/'],
  ['/tools/uploader/', '/tools/uploader/'],
  ['/tools/uploader/index.html', '/tools/uploader/'],
  ['/index.html', '/'],
  ['blank', '/'],
])('a page at %s is at home in %s', (pathname, home) => {
  expect(homePath({ pathname })).toBe(home)
})
