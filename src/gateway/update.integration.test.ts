import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from './testing/temporary-directory.ts'

const script = join(import.meta.dirname, '../../.ci/ensure.mjs')

/** A project whose build records what it was built from. */
async function startProject() {
  const directory = await temporaryDirectory()
  const at = (...path: string[]) => join(directory, ...path)
  for (const folder of ['.ci', 'src', 'public', 'dist/gateway', 'dist/page']) mkdirSync(at(folder), { recursive: true })
  copyFileSync(script, at('.ci', 'ensure.mjs'))
  const build = [
    "const fs = require('fs')",
    "fs.appendFileSync('builds', 'x')",
    "fs.writeFileSync('dist/gateway/main.js', fs.readFileSync('src/main.ts'))",
    "fs.writeFileSync('dist/page/index.html', '')",
    "require('child_process').execFileSync(process.execPath, ['.ci/ensure.mjs', 'built'])",
  ].join(';')
  writeFileSync(at('build.cjs'), build)
  writeFileSync(at('package.json'), JSON.stringify({ scripts: { build: 'node build.cjs' } }))
  writeFileSync(at('package-lock.json'), '{}')
  writeFileSync(at('src', 'main.ts'), 'one')
  return {
    at,
    /** Builds if needed, as `npm start` does; returns the number of builds so far. */
    start: () => {
      execFileSync(process.execPath, ['.ci/ensure.mjs', 'build'], { cwd: directory, stdio: 'pipe' })
      return [readFileSync(at('dist/gateway/main.js'), 'utf8'), readFileSync(at('builds'), 'utf8').length]
    },
  }
}

test('npm start builds after an update, and only then', async () => {
  const { at, start } = await startProject()
  expect(start()).toEqual(['one', 1])
  expect(start()).toEqual(['one', 1])
  writeFileSync(at('src', 'main.ts'), 'two')
  expect(start()).toEqual(['two', 2])
  writeFileSync(at('package-lock.json'), '{"packages":{}}')
  expect(start()).toEqual(['two', 3])
  writeFileSync(at('src', 'main.test.ts'), 'a test is no part of it')
  expect(start()).toEqual(['two', 3])
})

test('without sources, the existing build is served', async () => {
  const { at, start } = await startProject()
  start()
  rmSync(at('src'), { recursive: true })
  expect(start()).toEqual(['one', 1])
})
