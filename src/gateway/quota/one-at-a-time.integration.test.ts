import { expect, test } from 'vitest'
import { pathOf } from '../../contract/feishu/routes.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import { SmallBrowser } from '../testing/small-browser.ts'
import { sendJson } from '../testing/small-feishu.ts'

const answerMs = 60

/** A slow Feishu that records which calls run concurrently. */
async function startSlow() {
  const running = new Map<string, number>()
  const most = new Map<string, number>()
  let mostAtAll = 0
  const started = await startTogether((request, response) => {
    const object = /(?:spreadsheets|tables)\/(\w+)/.exec(request.url ?? '')?.[1] ?? ''
    const count = (by: number) => {
      running.set(object, (running.get(object) ?? 0) + by)
      most.set(object, Math.max(most.get(object) ?? 0, running.get(object) ?? 0))
      mostAtAll = Math.max(
        mostAtAll,
        [...running.values()].reduce((sum, one) => sum + one, 0),
      )
    }
    count(1)
    request.resume()
    setTimeout(() => {
      count(-1)
      sendJson(response, 200, { code: 0 })
    }, answerMs)
  })
  await started.browser.signIn()
  const other = new SmallBrowser(started.browser.origin)
  await other.signIn()
  return { browsers: [started.browser, other], most, mostAtAll: () => mostAtAll }
}

const table = (id: string) => ({ app_token: 'b', table_id: id })
const calls = {
  'pictures into the cells of one spreadsheet': [
    pathOf('writeCellImage', { spreadsheet_token: 'one' }),
    pathOf('writeCellImage', { spreadsheet_token: 'two' }),
    pathOf('writeCellImage', { spreadsheet_token: 'one' }),
  ],
  'writes of one table, of whatever kind,': [
    pathOf('createRecord', table('one')),
    pathOf('batchCreateRecords', table('one')),
    pathOf('createRecord', table('two')),
    pathOf('batchUpdateRecords', table('one')),
  ],
}

test.each(Object.entries(calls))(
  'C12 %s go one after the other, whoever makes them; those of another run in parallel',
  async (_what, paths) => {
    const { browsers, most, mostAtAll } = await startSlow()
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
    const answers = await Promise.all(browsers.flatMap((browser) => paths.map((path) => browser.call(path, post))))
    expect(answers.map(({ text }) => text)).toEqual(answers.map(() => '{"code":0}'))
    expect([most.get('one'), most.get('two')]).toEqual([1, 1])
    expect(mostAtAll()).toBe(2)
  },
)
