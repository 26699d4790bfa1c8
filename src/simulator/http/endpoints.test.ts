import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { endpointOf, endpoints, isEndpointName } from './endpoints.ts'

/** Calls that the official SDK (1.74.0) has no method for; its tests make most of them by plain requests. */
const withoutMethod = [
  'exchangeToken',
  'exchangeTokenV3',
  'getPassportToken',
  'getPassportUser',
  'getJsTicket',
  'updateDocument',
  'getSpreadsheetMeta',
  'readCells',
  'writeCells',
  'writeCellImage',
  'writeRanges',
  'appendCells',
  'readRanges',
  'getRootFolder',
  'getFolder',
  'searchObjects',
  'searchNodes',
]

test('the official SDK knows the method and path of every other simulated call', () => {
  const sdk = readFileSync(createRequire(import.meta.url).resolve('@larksuiteoapi/node-sdk'), 'utf8')
  const known = new Set(
    [...sdk.matchAll(/\/open-apis\/[\w/:-]+`[^]{0,80}?method: "([A-Z]+)"/g)].map(
      ([call, method]) => `${method} ${call.slice(0, call.indexOf('`'))}`,
    ),
  )
  const unknown = Object.keys(endpoints)
    .filter(isEndpointName)
    .filter((name) => {
      const { method, path } = endpointOf(name)
      return !known.has(`${method} ${path}`)
    })
  expect(unknown.toSorted()).toEqual(withoutMethod.toSorted())
})
