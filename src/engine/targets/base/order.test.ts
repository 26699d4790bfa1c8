import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { uploadAllMaxBytes } from '../../../contract/feishu/limits.ts'
import type { RecordId, TableId } from '../../../contract/feishu/ids.ts'
import type { BaseRows } from '../target.ts'
import type { BaseModel } from '../../testing/base-model.ts'
import { baseTarget, baseWorld } from '../../testing/lives/family-worlds.ts'
import { fileOf, settled } from '../../testing/hand-held-doors.ts'
import type { QueueWorld } from '../../testing/world.ts'

const intoNew: BaseRows = { is: 'new', nameField: 'name' }
const intoFirst: BaseRows = { is: 'record', recordId: 'rec1' as RecordId, name: 'first' }
const intoSecond: BaseRows = { is: 'record', recordId: 'rec2' as RecordId, name: 'second' }

let world: QueueWorld<BaseModel>

beforeEach(() => {
  world = baseWorld(intoNew)
})

afterEach(async () => expect(await world.unanswered()).toEqual([]))

const records = () => world.model.shown.map(([name]) => name)
const idOf = (name: string) => world.job(name).id

/** `large` takes several calls, and those of a quota of its own. */
const dropped = (name: string) => fileOf(name, name === 'large' ? uploadAllMaxBytes + 1 : 10)
const drop = (...names: readonly string[]) => world.drop(...names.map(dropped))

test('Files wait for one before them that is on its way; then one call makes all their records', async () => {
  await drop('large', 'a', 'b')
  await world.answerAll('uploadAll')
  expect(world.stages).toEqual(['sending', 'sent', 'sent'])
  expect(world.openRoutes).toEqual(['uploadPrepare'])
  await world.comeToRest()
  expect(records()).toEqual(['large', 'a', 'b'])
  expect(world.wire.sent.filter(({ route }) => route === 'batchCreateRecords')).toHaveLength(1)
})

test('Files wait for none behind them', async () => {
  await drop('a', 'large', 'b')
  await world.answerAll('uploadAll')
  await world.answerNext('batchCreateRecords')
  expect(records()).toEqual(['a'])
  expect(world.stageOf('b').at).toBe('sent')
  await world.comeToRest()
  expect(records()).toEqual(['a', 'large', 'b'])
})

test('Files wait for one before them that a base did not take, and that is sent again', async () => {
  await drop('a', 'b')
  await world.answerNext('uploadAll')
  await world.refuseNext('batchCreateRecords', 1254303)
  await world.answerNext('uploadAll')
  expect(world.stages).toEqual(['sending', 'sent'])
  await world.comeToRest()
  expect(records()).toEqual(['a', 'b'])
})

test('Files wait for one before them after a reload as well', async () => {
  await drop('large', 'a', 'b')
  await world.answerAll('uploadAll')
  await world.crash()
  expect(world.openRoutes).toEqual(['uploadPrepare'])
  await world.comeToRest()
  expect(records()).toEqual(['large', 'a', 'b'])
})

describe('Files go in without one before them', () => {
  beforeEach(async () => {
    await drop('large', 'a', 'b')
    await world.answerAll('uploadAll')
  })

  async function expectOthersIn(): Promise<void> {
    await world.answerNext('batchCreateRecords')
    expect(records()).toEqual(['a', 'b'])
  }

  test('that fails; under another name it comes to the end', async () => {
    await world.refuseNext('uploadPrepare', 1061109)
    await expectOthersIn()
    expect(world.stageOf('large').at).toBe('failed')
    world.uploads.rename(new Map([[idOf('large'), 'renamed']]))
    await world.retry('renamed')
    await world.comeToRest()
    expect(records()).toEqual(['a', 'b', 'renamed'])
  })

  test('that is cancelled', async () => {
    await world.cancel('large')
    await expectOthersIn()
  })

  test('that is paused; when it goes on it comes to the end', async () => {
    world.uploads.pause([idOf('large')])
    await expectOthersIn()
    world.uploads.resume([idOf('large')])
    await world.comeToRest()
    expect(records()).toEqual(['a', 'b', 'large'])
  })

  test('that lacks its file after a reload; when it is brought back it comes to the end', async () => {
    await world.crash(({ name }) => name === 'large')
    await expectOthersIn()
    await world.uploads.reattach([dropped('large')])
    await world.comeToRest()
    expect(records()).toEqual(['a', 'b', 'large'])
  })
})

describe('Order is kept where there is one', () => {
  beforeEach(() => {
    world = baseWorld(intoFirst)
    for (const name of ['first', 'second', 'third']) world.model.add(name)
  })

  async function dropInto(into: BaseRows, name: string, tableId?: string): Promise<void> {
    const target = baseTarget(into)
    world.uploads.add([dropped(name)], tableId ? { ...target, tableId: tableId as TableId } : target)
    await settled()
  }

  test('in the cell of one record', async () => {
    await drop('large', 'a', 'b')
    await world.answerAll('uploadAll')
    expect(world.stages).toEqual(['sending', 'sent', 'sent'])
    await world.comeToRest()
    expect(world.model.shown[0]).toEqual(['first', 'large', 'a', 'b'])
  })

  test('not between two records', async () => {
    await drop('large')
    await dropInto(intoSecond, 'b')
    await world.answerNext('uploadAll')
    await world.answerNext('batchGetRecords')
    await world.answerNext('batchUpdateRecords')
    await world.answerNext('batchGetRecords')
    expect(world.stages).toEqual(['sending', 'done'])
    await world.comeToRest()
  })

  test('not between files that find their records by name', async () => {
    await dropInto({ is: 'matched', byField: 'name' }, 'large')
    await dropInto({ is: 'matched', byField: 'name' }, 'third')
    await world.answerNext('uploadAll')
    for (const route of ['searchRecords', 'batchGetRecords', 'batchUpdateRecords', 'batchGetRecords'] as const)
      await world.answerNext(route)
    expect(world.stages).toEqual(['sending', 'done'])
    await world.comeToRest()
  })

  test('not between two tables', async () => {
    await dropInto(intoNew, 'large')
    await dropInto(intoNew, 'b', 'table2')
    await world.answerNext('uploadAll')
    await world.answerNext('batchCreateRecords')
    expect(world.stages).toEqual(['sending', 'done'])
    await world.comeToRest()
  })
})
