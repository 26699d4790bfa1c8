import { expect, test } from 'vitest'
import { isOldClient, readClientRefusal } from './bridge.ts'
import { isFeishuClient } from './user-agent.ts'

test.each([
  ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Chrome/120 Safari/537.36 Lark/7.40.0 LarkLocale/zh_CN', true],
  ['Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36 Feishu/7.40.0', true],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120 Safari/537.36', false],
  [undefined, false],
])('the user agent "%s" is of Feishu’s app: %s', (userAgent, is) => {
  expect(isFeishuClient(userAgent)).toBe(is)
})

test.each([
  [
    { errCode: 10_236, errMsg: 'URL invalid' },
    { problem: '10236', code: 10_236, msg: 'URL invalid' },
  ],
  [
    { errno: 2_700_002, errString: 'Terminated. Error code: 20029; error message: invalid redirect uri' },
    {
      problem: '10236',
      code: 20_029,
      msg: 'Terminated. Error code: 20029; error message: invalid redirect uri',
    },
  ],
  [
    { errno: 2_700_002, errString: 'Terminated. Error code: 20027; error message: scope' },
    { problem: '20027', code: 20_027, msg: 'Terminated. Error code: 20027; error message: scope' },
  ],
  [
    { errno: 2_700_002, errMsg: 'requestAccess:fail' },
    { problem: 'client-sign-in-failed', code: 2_700_002, msg: 'requestAccess:fail' },
  ],
  [undefined, { problem: 'client-sign-in-failed', code: null, msg: '' }],
  ['no', { problem: 'client-sign-in-failed', code: null, msg: '' }],
  [
    { errCode: 'x', errString: { length: 1 } },
    { problem: 'client-sign-in-failed', code: null, msg: '' },
  ],
])('what the app said, %j, is read as %j', (said, read) => {
  expect(readClientRefusal(said)).toEqual(read)
})

test('a long text of the app is cut', () => {
  expect(readClientRefusal({ errString: 'x'.repeat(5000) }).msg).toHaveLength(500)
})

test('an app that does not have a function is told from one that refuses', () => {
  expect([{ errno: 103 }, { errCode: 10_236 }, null].map(isOldClient)).toEqual([true, false, false])
})
