/** Largest prime below 2^16: the modulus of RFC 1950, section 9. */
const modulus = 65_521
/** Bytes that can be added before the sums overflow 32 bits (zlib's NMAX). */
const stride = 5552

/**
 * Adler-32 (RFC 1950) of `bytes`, continued from `sum`. Unsigned: its decimal text is Feishu's `checksum` (media/upload_all).
 */
export function adler32(bytes: Uint8Array, sum = 1): number {
  let low = sum & 0xffff
  let high = sum >>> 16
  for (let start = 0; start < bytes.length; start += stride) {
    const end = Math.min(start + stride, bytes.length)
    for (let at = start; at < end; at += 1) {
      low += bytes[at] ?? 0
      high += low
    }
    low %= modulus
    high %= modulus
  }
  return ((high << 16) | low) >>> 0
}
