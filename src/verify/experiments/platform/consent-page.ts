import type { Called, Doors } from '../../doors.ts'
import { answered, defineExperiment, forAPerson } from '../../experiment.ts'

export const consentInFrame = defineExperiment({
  question: 'U2',
  title: "May Feishu's sign-in page stand in a frame?",
  answers: {
    forbidden: { says: 'its headers forbid it', means: 'It is opened as a page of its own, as built.' },
    allowed: { says: 'its headers do not forbid it', means: 'Nothing: it is opened as a page of its own anyway.' },
  },
  expected: null,
  callsAtMost: 1,
  needs: [],
  async run(doors) {
    const answer = await doors.page(doors.site.authorizeUrl(doors.site.redirectUri))
    const policy = answer.header('content-security-policy') ?? ''
    const isForbidden = answer.header('x-frame-options') !== null || policy.includes('frame-ancestors')
    return answered(isForbidden ? 'forbidden' : 'allowed', `HTTP ${answer.status}`)
  },
})

/** The error of the sign-in page for an address that is not registered. */
const notRegistered = '20029'

/** Wrong by a little each. */
const variants: readonly (readonly [what: string, change: (uri: string) => string])[] = [
  ['a slash behind it', (uri) => `${uri}/`],
  ['a query behind it', (uri) => `${uri}?verify=1`],
  ['another path below it', (uri) => `${uri}/verify`],
  ['capitals in its path', (uri) => uri.replace('/callback', '/Callback')],
]

export const redirectMatch = defineExperiment({
  question: 'U25',
  title: 'How exactly must a redirect address match the registered one?',
  answers: {
    exactly: { says: 'exactly', means: 'It is registered letter by letter, as docs/feishu-app.md says.' },
    loosely: { says: 'some others are taken as well', means: 'Registering letter by letter does no harm.' },
  },
  expected: 'exactly',
  callsAtMost: 1 + variants.length,
  needs: ['person'],
  async run(doors) {
    const { redirectUri } = doors.site
    const right = await ask(doors, redirectUri)
    const taken: string[] = []
    let differ = 0
    for (const [what, change] of variants) {
      const answer = await ask(doors, change(redirectUri))
      if (!isRefused(answer)) taken.push(what)
      if (answer.status !== right.status || isRefused(answer)) differ += 1
    }
    if (isRefused(right))
      return forAPerson('The registered address itself is refused: look at Security settings, Redirect URLs.')
    if (differ === 0) {
      return forAPerson(
        `The page answers every address alike before somebody signs in (HTTP ${right.status}): open the sign-in address of this run with a slash added to redirect_uri, and see whether it shows ${notRegistered}.`,
      )
    }
    return taken.length === 0 ? answered('exactly') : answered('loosely', `taken: ${taken.join(', ')}`)
  },
})

function ask(doors: Doors, redirectUri: string): Promise<Called> {
  return doors.page(doors.site.authorizeUrl(redirectUri))
}

function isRefused({ status, text, header }: Called): boolean {
  return status >= 400 || text.includes(notRegistered) || (header('location') ?? '').includes(notRegistered)
}
