import type { Chance } from '../../engine/doors.ts'

const uuidBytes = 16
/**
 * Random bytes are drawn for so many at once: `crypto.randomUUID`, besides being missing on plain http away from localhost,
 * asks for each by itself, which costs ten thousand dropped files 20 ms of the page.
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
