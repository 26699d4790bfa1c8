// Runs the unit tests on other lines of Node, without installing them: npm's package `node` brings a line's program.
// Usage: node .ci/node-lines.mjs [--on 22,24] [folders or files of tests …]
import { spawnSync } from 'node:child_process'

/** The maintained lines; engines in package.json names the oldest that is supported. */
const maintained = ['22', '24', '26']

const [first, second, ...rest] = process.argv.slice(2)
const lines = first === '--on' && second ? second.split(',') : maintained
const tests = first === '--on' ? rest : process.argv.slice(2)

/** @returns Whether all tests passed. */
function passOn(line) {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter=dot', ...tests]
  console.log(`\nNode ${line}`)
  const { status } = spawnSync('npx', ['--yes', '--package', `node@${line}`, 'node', ...vitest], { stdio: 'inherit' })
  return status === 0
}

const failed = lines.filter((line) => !passOn(line))
console.log(failed.length === 0 ? `Passed on ${lines.join(', ')}.` : `Failed on ${failed.join(', ')}.`)
process.exit(failed.length === 0 ? 0 : 1)
