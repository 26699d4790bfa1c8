import { useEffect, useSyncExternalStore } from 'react'
import type { Hindrance, LazyModule } from './lazy-module.ts'

/** A part of the page once it has come; asked for as soon as the page is painted. */
export function useLazyModule<T>(lazy: LazyModule<T>): T | null {
  useEffect(() => void lazy.come(), [lazy])
  return useSyncExternalStore(lazy.subscribe, () => lazy.now)
}

/** Why it has not come; null as long as nothing says that it will not. */
export function useHindrance(lazy: LazyModule<unknown>): Hindrance | null {
  return useSyncExternalStore(lazy.subscribe, () => lazy.hindrance)
}
