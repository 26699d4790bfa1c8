import type { Page } from '@playwright/test'

/** A picture that the browser itself draws and encodes: with as much detail as a photograph has. */
export async function drawn(page: Page, type: string, width: number, height: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ([mime, across, down]) => {
      const canvas = new OffscreenCanvas(across, down)
      const context = canvas.getContext('2d')
      const pixels = context?.createImageData(across, down)
      if (!context || !pixels) throw new Error('no canvas')
      const { data } = pixels
      for (let at = 0; at < data.length; at += 4) {
        data[at] = (at * 7919) % 251
        data[at + 1] = (at / 4 / across) % 256
        data[at + 2] = (at * 31) % 97
        data[at + 3] = 255
      }
      context.putImageData(pixels, 0, 0)
      const reader = new FileReader()
      const read = new Promise((resolve) => (reader.onload = resolve))
      reader.readAsDataURL(await canvas.convertToBlob({ type: mime }))
      await read
      return (reader.result as string).replace(/^.*,/, '')
    },
    [type, width, height] as const,
  )
  return Buffer.from(base64, 'base64')
}
