/** Takes files dropped on an element of the portal; returns what ends that. */
export function acceptDrops(element: HTMLElement, take: (dropped: DataTransfer) => void): () => void {
  const ending = new AbortController()
  const { signal } = ending
  const filesOf = (event: DragEvent) => {
    const dragged = event.dataTransfer?.types.includes('Files') ? event.dataTransfer : null
    // Without this the browser would open the file in the portal's place.
    if (dragged) event.preventDefault()
    return dragged
  }
  element.addEventListener('dragenter', filesOf, { signal })
  element.addEventListener('dragover', filesOf, { signal })
  const drop = (event: DragEvent) => {
    const dropped = filesOf(event)
    if (dropped) take(dropped)
  }
  element.addEventListener('drop', drop, { signal })
  return () => ending.abort()
}
