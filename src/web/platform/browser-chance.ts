import type { Chance } from '../../engine/doors.ts'

const uuidBytes = 16
/**
 * UUIDs drawn at a time. `crypto.randomUUID` is missing on plain http except on localhost, and one call per file costs 20
 * ms for ten thousand files.
 */
const drawnAtOnce = 256

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const drawn = new Uint8Array(uuidBytes * drawnAtOnce)
let used = drawn.length

export const browserChance: Chance = {
  uuid: () => {
    if (used === drawn.length) {
      crypto.getRandomValues(drawn)
      used = 0
    }
    used += uuidBytes
    return uuidOf(drawn.subarray(used - uuidBytes, used))
  },
  fraction: () => Math.random(),
}

/** Version 4 of RFC 9562, section 5.4. */
function uuidOf(random: Uint8Array): string {
  let text = ''
  random.forEach((value, at) => {
    const byte = at === 6 ? (value & 0x0f) | 0x40 : at === 8 ? (value & 0x3f) | 0x80 : value
    text += (at === 4 || at === 6 || at === 8 || at === 10 ? '-' : '') + (hexOf[byte] ?? '')
  })
  return text
}
