/**
 * The least of H.264 that every player reads (ITU-T H.264, Baseline profile): macroblocks are stored as they are (I_PCM), and those that
 * stayed the same are skipped. No prediction and no transform, so pictures are large; for a short film of few colours that does not matter.
 */

/** A frame in YUV 4:2:0: the three planes of one macroblock after the other, 384 bytes for each. */
export interface YuvFrame {
  readonly macroblocks: readonly Buffer[]
}

export interface EncodedFilm {
  /** Sequence and picture parameter sets, as `avcC` has them. */
  readonly sps: Buffer
  readonly pps: Buffer
  /** One NAL unit for each frame. The first stands by itself; the others change what it showed. */
  readonly frames: readonly Buffer[]
}

const [idrSlice, slice, spsUnit, ppsUnit] = [0x65, 0x41, 0x67, 0x68] as const
const [baseline, constraints, level3] = [66, 0xc0, 30] as const
const [pSlice, iSlice] = [5, 7] as const
/** `mb_type` of I_PCM; in a P slice the five types of P macroblocks come first. */
const [pcm, pcmInP] = [25, 30] as const
const frameNumberBits = 4

/** @param columns Macroblocks of 16 by 16 pixels beside each other; below each other `rows`. */
export function encode(frames: readonly YuvFrame[], columns: number, rows: number): EncodedFilm {
  return {
    sps: unit(spsUnit, sequence(columns, rows)),
    pps: unit(ppsUnit, picture()),
    frames: frames.map((frame, at) => (at === 0 ? first(frame) : change(frame, frames[at - 1] ?? frame, at))),
  }
}

function sequence(columns: number, rows: number): Bits {
  const bits = new Bits().fixed(baseline, 8).fixed(constraints, 8).fixed(level3, 8)
  // Ids; length of frame numbers; pictures are shown in the order in which they come; one is referred to; no gaps.
  bits
    .unsigned(0)
    .unsigned(frameNumberBits - 4)
    .unsigned(2)
    .unsigned(1)
    .fixed(0, 1)
  // Whole frames, no cropping, nothing about how to show them.
  return bits
    .unsigned(columns - 1)
    .unsigned(rows - 1)
    .fixed(0b1100, 4)
    .end()
}

function picture(): Bits {
  // Ids; CAVLC; one slice group; one reference; no weights; quantizers as usual; slices say whether they are deblocked.
  const bits = new Bits().unsigned(0).unsigned(0).fixed(0, 2).unsigned(0).unsigned(0).unsigned(0).fixed(0, 3)
  return bits.unsigned(0).unsigned(0).unsigned(0).fixed(0b100, 3).end()
}

function first({ macroblocks }: YuvFrame): Buffer {
  const bits = new Bits().unsigned(0).unsigned(iSlice).unsigned(0).fixed(0, frameNumberBits)
  // Id of this first picture; how it is kept; quantizer as usual; no deblocking.
  bits.unsigned(0).fixed(0, 2).unsigned(0).unsigned(1)
  for (const macroblock of macroblocks) bits.unsigned(pcm).align().bytes(macroblock)
  return unit(idrSlice, bits.end())
}

function change({ macroblocks }: YuvFrame, before: YuvFrame, at: number): Buffer {
  const bits = new Bits()
    .unsigned(0)
    .unsigned(pSlice)
    .unsigned(0)
    .fixed(at % 2 ** frameNumberBits, frameNumberBits)
  // References as usual; how it is kept; quantizer as usual; no deblocking.
  bits.fixed(0, 2).fixed(0, 1).unsigned(0).unsigned(1)
  let same = 0
  macroblocks.forEach((macroblock, index) => {
    if (before.macroblocks[index]?.equals(macroblock)) {
      same += 1
      return
    }
    bits.unsigned(same).unsigned(pcmInP).align().bytes(macroblock)
    same = 0
  })
  if (same > 0) bits.unsigned(same)
  return unit(slice, bits.end())
}

/** A NAL unit: three bytes that would look like the start of another one are told apart by a 3 between them. */
function unit(header: number, bits: Bits): Buffer {
  const out = [header]
  let zeros = 0
  for (const byte of bits.toBytes()) {
    if (zeros === 2 && byte <= 3) {
      out.push(3)
      zeros = 0
    }
    out.push(byte)
    zeros = byte === 0 ? zeros + 1 : 0
  }
  return Buffer.from(out)
}

class Bits {
  readonly #bytes: number[] = []
  #current = 0
  #count = 0

  /** `length` bits, the highest first. */
  fixed(value: number, length: number): this {
    for (let at = length - 1; at >= 0; at -= 1) this.#add((value >> at) & 1)
    return this
  }

  /** Exponential Golomb code, as the standard's ue(v). Of 0 it is the same as that of se(v). */
  unsigned(value: number): this {
    const length = Math.floor(Math.log2(value + 1))
    return this.fixed(0, length).fixed(value + 1, length + 1)
  }

  align(): this {
    while (this.#count > 0) this.#add(0)
    return this
  }

  /** Only after `align`. */
  bytes(bytes: Buffer): this {
    for (const byte of bytes) this.#bytes.push(byte)
    return this
  }

  end(): this {
    this.#add(1)
    return this.align()
  }

  toBytes(): readonly number[] {
    return this.#bytes
  }

  #add(bit: number): void {
    this.#current = (this.#current << 1) | bit
    this.#count += 1
    if (this.#count < 8) return
    this.#bytes.push(this.#current)
    this.#current = 0
    this.#count = 0
  }
}
