import { useEffect, useSyncExternalStore } from 'react'
import type { Hindrance, Late } from './lazy-module.ts'

/** A part of the page once it has come; asked for as soon as the page is painted. */
export function useLate<T>(late: Late<T>): T | null {
  useEffect(() => void late.come(), [late])
  return useSyncExternalStore(late.subscribe, () => late.now)
}

/** Why it has not come; null as long as nothing says that it will not. */
export function useHindrance(late: Late<unknown>): Hindrance | null {
  return useSyncExternalStore(late.subscribe, () => late.hindrance)
}
