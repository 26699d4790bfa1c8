import { createCipheriv, createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'

/** A file as a story drops it. */
export interface TestFile {
  readonly name: string
  readonly bytes: Buffer
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Bytes that look random and are the same on every run. */
export function noise(sizeBytes: number, seed: string): Buffer {
  const key = createHash('sha256').update(seed).digest()
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(sizeBytes))
}

/** A real PNG: a gradient whose colours depend on `seed`, so that no two pictures have the same look or size. */
export function png(width: number, height: number, seed: number): Buffer {
  const rows = Buffer.alloc(height * (width * 3 + 1))
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * (width * 3 + 1) + 1 + x * 3
      rows[at] = (40 + seed * 37 + Math.round((90 * x) / width)) % 256
      rows[at + 1] = (120 + seed * 11 + Math.round((70 * y) / height)) % 256
      rows[at + 2] = (200 + seed * 23) % 256
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** A chunk of a PNG, with its length and checksum. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** A video of one red picture, as a browser records it: its length is not in the file. */
export async function recording(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    const paint = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' })
    const pieces: Blob[] = []
    recorder.ondataavailable = (event) => pieces.push(event.data)
    const stopped = new Promise((resolve) => (recorder.onstop = resolve))
    recorder.start()
    for (let frame = 0; frame < 60; frame += 1) {
      if (paint) paint.fillStyle = `rgb(220 ${frame % 2} 30)`
      paint?.fillRect(0, 0, canvas.width, canvas.height)
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    recorder.stop()
    await stopped
    return [...new Uint8Array(await new Blob(pieces).arrayBuffer())]
  })
  return Buffer.from(bytes)
}

/** Typical office files: pictures, scans, minutes, tables, a recording; with Chinese, spaces and emoji in names. */
export function mixedFiles(count: number): TestFile[] {
  const makers: ((index: number) => TestFile)[] = [
    (i) => ({ name: `现场照片 ${i}.png`, bytes: png(320 + i, 200 + i, i) }),
    (i) => ({ name: `scan-${i}.png`, bytes: png(64, 96 + i, i + 40) }),
    (i) => ({ name: `会议纪要（第${i}次）.docx`, bytes: noise(18_000 + i * 131, `docx${i}`) }),
    (i) => ({ name: `budget ${i}.xlsx`, bytes: noise(40_000 + i * 977, `xlsx${i}`) }),
    (i) => ({ name: `演示视频${i}.mp4`, bytes: noise(200_000 + i * 4111, `mp4${i}`) }),
    (i) => ({ name: `notes-${i} 🎉.txt`, bytes: Buffer.from(`第 ${i} 份笔记\n`.repeat(40 + i)) }),
  ]
  return Array.from({ length: count }, (_, index) => {
    const maker = makers[index % makers.length]
    if (!maker) throw new Error('no maker')
    return maker(index + 1)
  })
}

/** Writes files to a temporary folder; names may hold `/` for sub-folders. Call `remove` at the end. */
export async function onDisk(
  files: readonly TestFile[],
): Promise<{ folder: string; paths: string[]; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'uploader-files-'))
  const paths: string[] = []
  for (const { name, bytes } of files) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
    paths.push(path)
  }
  return { folder, paths, remove: () => rm(folder, { recursive: true, force: true }) }
}
