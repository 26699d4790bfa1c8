import { useEffect, useState } from 'react'
import type { StageState } from '../shared/protocol.ts'
import { api } from './api.ts'
import { withSighting, type Sighting } from './shares.ts'

const askEveryMs = 1000

/** The state of the world, asked for every second, and who uploaded how much lately. */
export function useStateOfStage(productUrl: string) {
  const [state, setState] = useState<StageState | null>(null)
  const [seen, setSeen] = useState<readonly Sighting[]>([])
  useEffect(() => {
    const look = async () => {
      if (document.hidden) return
      const next = await api.state()
      // Somebody began anew, or the demo was restarted.
      if (next.productUrl !== productUrl) location.reload()
      setState(next)
      setSeen((before) => withSighting(before, { atMs: Date.now(), people: next.people }))
    }
    const looking = setInterval(() => void look().catch(() => undefined), askEveryMs)
    void look().catch(() => undefined)
    return () => clearInterval(looking)
  }, [productUrl])
  return { state, setState, seen }
}
