import { createContext, use } from 'react'
import type { Wire } from '../../../engine/doors.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'

/** How options ask Feishu and the queue, and for whom. */
export interface OptionsDoors {
  readonly wire: Wire
  readonly uploads: Pick<Uploads, 'cellsAhead' | 'lastSeriesLike' | 'subscribe'>
  readonly openId: string
}

export const OptionsContext = createContext<OptionsDoors | null>(null)

/** @throws Outside `OptionsContext`. */
export function useDoors(): OptionsDoors {
  const doors = use(OptionsContext)
  if (!doors) throw new Error('useDoors must be used inside <OptionsContext>')
  return doors
}
