import { useEffect, useState } from 'react'

/** Pause after which somebody has stopped typing. */
const pauseMs = 300

/** The text as it was when the typing last paused, so that not every letter becomes a call. */
export function useDebounced(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
