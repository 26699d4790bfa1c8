import type { Page } from '@playwright/test'

/** A picture that the browser itself draws and encodes: with as much detail as a photograph has. */
export async function drawn(page: Page, type: string, width: number, height: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ([mime, across, down]) => {
      const canvas = new OffscreenCanvas(across, down)
      const context = canvas.getContext('2d')
      const pixels = context?.createImageData(across, down)
      if (!context || !pixels) throw new Error('no canvas')
      for (let at = 0; at < pixels.data.length; at += 4) {
        pixels.data.set([(at * 7919) % 251, (at / 4 / across) % 256, (at * 31) % 97, 255], at)
      }
      context.putImageData(pixels, 0, 0)
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: mime })).arrayBuffer())
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    },
    [type, width, height] as const,
  )
  return Buffer.from(base64, 'base64')
}
