import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'

/** A picture stays this long at most, so that a slow machine makes no long recording. */
const stillMaxSeconds = 1.5
const lastStillSeconds = 3

interface Frame {
  readonly file: string
  readonly atSeconds: number
}

export interface Recording {
  /** Writes what was recorded so far as an animated picture (GIF), `width` pixels wide. Needs ffmpeg. */
  end(path: string, width: number): Promise<void>
}

/** Records what a page shows, as the browser draws it: one picture for each change. */
export async function startRecording(page: Page): Promise<Recording> {
  const folder = await mkdtemp(join(tmpdir(), 'uploader-recording-'))
  const frames: Frame[] = []
  const writing: Promise<void>[] = []
  const client = await page.context().newCDPSession(page)
  client.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    const file = join(folder, `${frames.length}.png`)
    frames.push({ file, atSeconds: metadata.timestamp ?? 0 })
    writing.push(writeFile(file, data, 'base64'))
    // The page may be gone by now.
    void client.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined)
  })
  await client.send('Page.startScreencast', { format: 'png' })
  return {
    async end(path, width) {
      await client.send('Page.stopScreencast')
      await Promise.all(writing)
      const list = join(folder, 'frames.txt')
      await writeFile(list, listOf(frames))
      const palette = join(folder, 'palette.png')
      const frameFilter = `fps=5,scale=${width}:-1:flags=lanczos`
      // In two passes: in one, ffmpeg keeps all frames in memory until it knows their colours.
      await ffmpeg(['-f', 'concat', '-safe', '0', '-i', list, '-vf', `${frameFilter},palettegen`, palette])
      const coloured = `${frameFilter}[frames];[frames][1:v]paletteuse=dither=none:diff_mode=rectangle`
      await ffmpeg(['-f', 'concat', '-safe', '0', '-i', list, '-i', palette, '-lavfi', coloured, path])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function ffmpeg(options: readonly string[]): Promise<void> {
  await promisify(execFile)('ffmpeg', ['-y', '-loglevel', 'error', ...options])
}

/** The frames as ffmpeg's `concat` reads them. The last one is named twice, or its duration would be ignored. */
function listOf(frames: readonly Frame[]): string {
  const lines = frames.map(({ file, atSeconds }, at) => {
    const next = frames[at + 1]
    const seconds = next ? Math.min(next.atSeconds - atSeconds, stillMaxSeconds) : lastStillSeconds
    return `file '${file}'\nduration ${seconds.toFixed(3)}\n`
  })
  return `${lines.join('')}file '${frames.at(-1)?.file ?? ''}'\n`
}
