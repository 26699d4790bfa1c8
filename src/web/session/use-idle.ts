import { useEffect, useEffectEvent, useState } from 'react'

/** Time before the end in which the page counts down. */
const countdownMs = 60_000
const events = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

interface IdleOptions {
  /** Null: never idle. */
  readonly afterMinutes: number | null
  /** Files are on their way: the page is in use though nobody touches it. */
  readonly isBusy: boolean
  /** Tells other tabs that this one is in use. */
  readonly announceUse: (nowMs: number) => void
  /** Calls back when another tab is in use; returns a function that stops it. */
  readonly subscribeToUse: (listener: () => void) => () => void
  readonly onIdle: () => void
}

/** Ends the visit after a time without use in any tab. Returns the seconds left in the last minute, null before. */
export function useIdle({ afterMinutes, isBusy, announceUse, subscribeToUse, onIdle }: IdleOptions): number | null {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null)
  const isInUse = useEffectEvent(() => isBusy)
  const end = useEffectEvent(onIdle)

  useEffect(() => {
    if (afterMinutes === null) return
    let usedAtMs = Date.now()
    let isOver = false
    const noteUse = () => {
      if (isOver) return
      usedAtMs = Date.now()
      setSecondsLeft(null)
    }
    const noteOwnUse = () => {
      noteUse()
      announceUse(usedAtMs)
    }
    // By the wall clock: a browser slows timers down, and a computer that slept has been idle.
    const look = () => {
      if (isOver) return
      if (isInUse()) noteOwnUse()
      const leftMs = usedAtMs + afterMinutes * 60_000 - Date.now()
      isOver = leftMs <= 0
      setSecondsLeft(leftMs <= countdownMs ? Math.max(0, Math.ceil(leftMs / 1000)) : null)
      if (isOver) end()
    }
    for (const event of events) addEventListener(event, noteOwnUse, { capture: true, passive: true })
    const unsubscribe = subscribeToUse(noteUse)
    const timer = setInterval(look, 1000)
    return () => {
      clearInterval(timer)
      unsubscribe()
      for (const event of events) removeEventListener(event, noteOwnUse, { capture: true })
    }
  }, [afterMinutes, announceUse, subscribeToUse])
  return secondsLeft
}
