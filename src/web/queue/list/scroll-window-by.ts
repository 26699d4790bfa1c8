/**
 * Scrolls the window and tells so at once. By itself the browser tells before the next frame, and a virtual list that measures
 * its rows until then would scroll back to where it believes the window to be.
 */
export function scrollWindowBy(pixels: number): void {
  if (pixels === 0) return
  window.scrollBy(0, pixels)
  window.dispatchEvent(new Event('scroll'))
}
