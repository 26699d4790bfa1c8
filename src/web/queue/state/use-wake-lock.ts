import { useEffect } from 'react'

/**
 * Keeps the screen on while files are uploaded: a phone that locks its screen stops the page. Browsers without wake locks, and
 * systems that refuse one (a low battery), go on without.
 */
export function useWakeLock(isUploading: boolean): void {
  useEffect(() => {
    // Computers go on uploading behind a dark screen.
    if (!isUploading || !('wakeLock' in navigator) || !matchMedia('(pointer: coarse)').matches) return
    let lock: Promise<WakeLockSentinel | null> | null = null
    const request = () => {
      // The browser releases the lock of a page that is not in view.
      if (document.visibilityState === 'visible') lock = navigator.wakeLock.request('screen').catch(() => null)
    }
    request()
    document.addEventListener('visibilitychange', request)
    return () => {
      document.removeEventListener('visibilitychange', request)
      void lock?.then((held) => held?.release())
    }
  }, [isUploading])
}
