import { compareVersions, pageVersionIn } from './page-version.ts'

export interface ServerLook {
  readonly is: 'same' | 'newer' | 'older' | 'unreachable'
}

/** Asks the server for the page anew, and tells how it compares with this one; never rejects. */
export async function lookAtServer(): Promise<ServerLook> {
  const here = pageVersionIn(document.head.innerHTML)
  if (!here) return { is: 'same' }
  try {
    const answer = await fetch('/', { cache: 'no-store', headers: { accept: 'text/html' } })
    const there = answer.ok ? pageVersionIn(await answer.text()) : null
    return { is: there ? compareVersions(here, there) : 'unreachable' }
  } catch {
    return { is: 'unreachable' }
  }
}
