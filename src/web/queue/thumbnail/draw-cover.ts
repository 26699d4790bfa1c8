/** Fills the canvas and crops the rest, like `object-fit: cover`. */
export function drawCover(
  picture: CanvasImageSource,
  { width, height }: { readonly width: number; readonly height: number },
  canvas: HTMLCanvasElement,
): void {
  const side = Math.min(width, height)
  const [left, top] = [(width - side) / 2, (height - side) / 2]
  canvas.getContext('2d')?.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height)
}
