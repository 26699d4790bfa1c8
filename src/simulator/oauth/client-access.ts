import { simulatedApp } from '../world/identity.ts'
import { people, personWithKey } from '../world/people.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { isRegistered } from './authorization-request.ts'

interface ClientAccess {
  /** The first of all unless told. */
  readonly person?: string | undefined
  readonly appId: string
  readonly scopes: readonly string[]
  /** Of the page that asks. */
  readonly pageUrl: string
}

/** What `success` or `fail` of `tt.requestAccess` is called with. */
type ClientAccessAnswer = { readonly code: string } | { readonly errCode: number; readonly errMsg: string }

/**
 * What Feishu's app does for `tt.requestAccess` of its bridge: a code without redirect address and PKCE, good for three minutes. The person
 * agrees. Which code an app that does not exist or a scope that is switched off gets is not documented: those of the consent page.
 */
export function grantInClient(
  world: SimulatedWorld,
  { person = people.zhangSan.key, appId, scopes, pageUrl }: ClientAccess,
  registered: readonly string[],
): ClientAccessAnswer {
  const refuse = (errCode: number) => ({ errCode, errMsg: 'requestAccess:fail' })
  const who = personWithKey(person)
  if (appId !== simulatedApp.id || !who) return refuse(20_048)
  if (!isRegistered(pageUrl, registered)) return refuse(10_236)
  if (scopes.some((scope) => !world.enabledScopes.has(scope))) return refuse(20_027)
  const request = { openId: who.openId, scopes, redirectUri: '', challenge: null }
  return { code: world.identity.issueCode(request, clientCodeLifeMs) }
}

/** Official, requestAccess. */
const clientCodeLifeMs = 3 * 60 * 1000
