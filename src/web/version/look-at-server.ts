import { homePath } from '../gateway/own-path.ts'
import { compareVersions, pageVersionIn } from './page-version.ts'

export interface ServerLook {
  readonly is: 'same' | 'newer' | 'older' | 'unreachable'
}

/** Fetches the page again and compares its version with this one; never rejects. */
export async function lookAtServer(): Promise<ServerLook> {
  const here = pageVersionIn(document.head.innerHTML)
  if (!here) return { is: 'same' }
  try {
    const answer = await fetch(homePath(), { cache: 'no-store', headers: { accept: 'text/html' } })
    const there = answer.ok ? pageVersionIn(await answer.text()) : null
    return { is: there ? compareVersions(here, there) : 'unreachable' }
  } catch {
    return { is: 'unreachable' }
  }
}
