import { useEffect, useState } from 'react'
import type { Late } from './late.ts'

/** A part of the page once it has come; asked for as soon as the page is painted. */
export function useLate<T>(late: Late<T>): T | null {
  const [, setCome] = useState(late.now)
  useEffect(() => {
    let isGone = false
    void late.come().then((part) => {
      if (!isGone) setCome(() => part)
    })
    return () => {
      isGone = true
    }
  }, [late])
  return late.now
}
