import { use, useEffect, useSyncExternalStore } from 'react'
import type { WhyNotLoaded, LazyModule } from './lazy-module.ts'

/** The module once it has loaded. Starts loading in an effect, that is, after the component has been painted. */
export function useLazyModule<T>(lazy: LazyModule<T>): T | null {
  useEffect(() => void lazy.load(), [lazy])
  return useSyncExternalStore(lazy.subscribe, () => lazy.now)
}

/** Why loading failed; null while it may still succeed. */
export function useWhyNotLoaded(lazy: LazyModule<unknown>): WhyNotLoaded | null {
  return useSyncExternalStore(lazy.subscribe, () => lazy.whyNotLoaded)
}

/** The module; suspends until it has loaded. React demands that a component which called `use` calls it each time. */
export function useLoaded<T>(lazy: LazyModule<T>): T {
  return use(lazy.load())
}
