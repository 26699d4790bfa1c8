import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { reachableHosts, readOptions } from './options.ts'

const usual = { product: 8080, simulator: 8081, portal: 8082, stage: 8083 }

test('without arguments the demo is for this machine', () => {
  expect(readOptions([], {})).toEqual({
    ok: true,
    options: { host: '127.0.0.1', isShared: false, ports: usual },
  })
})

test('a room is served at the address given, with one world each or one for all', () => {
  expect(readOptions(['--host', '0.0.0.0'], {})).toMatchObject({ options: { host: '0.0.0.0', isShared: false } })
  expect(readOptions(['--host=0.0.0.0', '--shared'], {})).toMatchObject({ options: { isShared: true } })
})

test('ports move by variables, and portal and stage can be left out', () => {
  const env = { PORT: '0', SIMULATOR_PORT: '9001', PORTAL_PORT: 'none', STAGE_PORT: 'none' }
  expect(readOptions([], env)).toMatchObject({
    options: { ports: { product: 0, simulator: 9001, portal: null, stage: null } },
  })
})

test('what is not understood is named, with what would be', () => {
  const reading = readOptions(['--hots', '--host'], { PORT: 'eighty' })
  if (reading.ok) throw new Error('taken')
  expect(reading.text).toContain('“--hots” is unknown.')
  expect(reading.text).toContain('--host needs an address')
  expect(reading.text).toContain('PORT is “eighty”')
  expect(reading.text).toContain('--shared')
})

const at = (address: string, internal = false, family: 'IPv4' | 'IPv6' = 'IPv4') =>
  ({ address, internal, family }) as NetworkInterfaceInfo

test('a demo for this machine is reached by its own name', () => {
  expect(reachableHosts('127.0.0.1', { eth0: [at('192.168.1.5')] })).toEqual(['localhost'])
})

test('a demo for a room is reached at the addresses of the machine, those of offices first', () => {
  const interfaces = {
    lo: [at('127.0.0.1', true)],
    docker0: [at('172.17.0.1')],
    eth0: [at('192.168.1.5'), at('fe80::1', false, 'IPv6')],
  }
  expect(reachableHosts('0.0.0.0', interfaces)).toEqual(['192.168.1.5', '172.17.0.1', 'localhost'])
})

test('an address that was given is the one', () => {
  expect(reachableHosts('10.1.2.3', {})).toEqual(['10.1.2.3'])
  expect(reachableHosts('fd00::5', {})).toEqual(['[fd00::5]'])
})
