import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchRoute, pathOf, routes, type RouteName } from './routes.ts'

const names = Object.keys(routes) as RouteName[]
const keysOf = (name: RouteName) => [...routes[name].path.matchAll(/:([a-z_]+)/g)].map((match) => match[1] ?? '')
const sample = (name: RouteName) =>
  Object.fromEntries(keysOf(name).map((key, at) => [key, key === 'range' ? 'Q7PlXT!A1:B20' : `doxcn_Id-${at}`]))

describe('pathOf', () => {
  it('fills in every id', () => {
    expect(pathOf('getBlock', { document_id: 'doc', block_id: 'blk' })).toBe(
      '/open-apis/docx/v1/documents/doc/blocks/blk',
    )
  })

  it.each(['..', '.', 'a/b', '../../auth/v3', 'a%2fb', 'a?b', 'a#b', 'a b', '', '文档', 'a\n', 'x'.repeat(129)])(
    'C9 refuses %j as an id',
    (token) => {
      expect(() => pathOf('checkPermission', { token })).toThrow(RangeError)
    },
  )

  it('fills in cells of a sheet as they are', () => {
    expect(pathOf('readCells', { spreadsheet_token: 'sht', range: 'Q7PlXT!B2:B101' })).toBe(
      '/open-apis/sheets/v2/spreadsheets/sht/values/Q7PlXT!B2:B101',
    )
  })

  it.each(['Q7PlXT', 'Q7PlXT!B2', '!B2:B3', 'Q7PlXT!B2:B3/../x', 'Q7PlXT!B2:B3?x', 'Q7PlXT!B0:B3', 'Q7PlXT!b2:b3'])(
    'C9 refuses %j as cells of a sheet',
    (range) => {
      expect(() => pathOf('readCells', { spreadsheet_token: 'sht', range })).toThrow(RangeError)
    },
  )

  it('C9 takes cells for no id', () => {
    expect(() => pathOf('readCells', { spreadsheet_token: 'Q7PlXT!B2:B3', range: 'Q7PlXT!B2:B3' })).toThrow(RangeError)
  })

  it('refuses a missing id', () => {
    expect(() => pathOf('checkPermission')).toThrow('"token" is not an id of Feishu')
  })

  it('leaves no text of any kind in a path but ids', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (token) => {
        try {
          expect(pathOf('checkPermission', { token })).toMatch(
            /^\/open-apis\/drive\/v1\/permissions\/[A-Za-z0-9_-]+\/members\/auth$/,
          )
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
      }),
    )
  })
})

describe('matchRoute', () => {
  it.each(names)('finds %s again from its own path', (name) => {
    expect(matchRoute(routes[name].method, pathOf(name, sample(name)))).toEqual({ name, parameters: sample(name) })
  })

  it('prefers a literal to an id', () => {
    const path = '/open-apis/docx/v1/documents/doc/blocks/batch_update'
    expect(matchRoute('PATCH', path)?.name).toBe('batchUpdateBlocks')
    expect(matchRoute('PATCH', path.replace('batch_update', 'doxcnBlock'))?.name).toBe('updateBlock')
  })

  it.each([
    ['GET', '/open-apis/drive/v1/medias/upload_all'],
    ['post', '/open-apis/drive/v1/medias/upload_all'],
    ['POST', '/open-apis/drive/v1/medias/upload_all/'],
    ['POST', '/open-apis/drive/v1/medias/upload_all?x=1'],
    ['POST', '//open-apis/drive/v1/medias/upload_all'],
    ['POST', '/x/open-apis/drive/v1/medias/upload_all'],
    ['POST', '/open-apis/drive/v1/medias/../medias/upload_all'],
    ['GET', '/open-apis/drive/v1/permissions/../members/auth'],
    ['GET', '/open-apis/drive/v1/permissions/%2e%2e/members/auth'],
    ['GET', '/open-apis/drive/v1/permissions/a\n/members/auth'],
    ['DELETE', '/open-apis/docx/v1/documents/doc'],
    ['GET', '/open-apis/sheets/v2/spreadsheets/sht/values/Q7PlXT'],
    ['GET', '/open-apis/sheets/v2/spreadsheets/sht/values/Q7PlXT%21A1%3AB2'],
    ['GET', '/open-apis/im/v1/messages'],
    ['GET', ''],
  ])('finds nothing for %s %j', (method, path) => {
    expect(matchRoute(method, path)).toBeUndefined()
  })
})

describe('the table of routes', () => {
  it('names each call once', () => {
    const calls = names.map((name) => `${routes[name].method} ${routes[name].path}`)
    expect(new Set(calls).size).toBe(calls.length)
  })

  it('C9 keeps the calls that need the secret, and the deletion of files, away from the page', () => {
    const gatewayOnly = names.filter((name) => routes[name].caller === 'gateway')
    expect(gatewayOnly).toEqual(['deleteFile', 'exchangeToken', 'getUserInfo', 'getTenantToken'])
  })

  it.each(['uploadAll', 'uploadPrepare', 'uploadPart', 'uploadFinish'] as const)('paces %s as documented', (name) => {
    expect(routes[name].rate).toEqual({ calls: 5, perMs: 1000, perDay: 10_000, isOfUploads: true })
  })

  it.each(['createBlocks', 'batchUpdateBlocks', 'updateBlock', 'deleteBlocks', 'updateDocument'] as const)(
    'counts %s as an edit of its document',
    (name) => {
      expect(routes[name].rate).toEqual({ calls: 3, perMs: 1000, editsDocument: true })
    },
  )
})
