import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { reachableHosts } from './reachable.ts'

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
