import { expect, test } from 'vitest'
import { isProblemKey } from './catalogue.ts'
import {
  appRefused,
  feishuCodes,
  refreshTokenOver,
  tenantTokenRefused,
  tokenEndpointErrors,
  tooManyCalls,
  userTokenRefused,
  withoutEffect,
} from './codes.ts'

test('each code that has a name, or is in a group, has a row with its source', () => {
  const groups = [
    appRefused,
    refreshTokenOver,
    tenantTokenRefused,
    tokenEndpointErrors,
    tooManyCalls,
    userTokenRefused,
    withoutEffect,
  ]
  const codes = [...Object.values(feishuCodes), ...groups.flatMap((group) => [...group])]
  expect(codes.filter((code) => !isProblemKey(String(code)))).toEqual([])
})
