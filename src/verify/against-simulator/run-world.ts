import { setImmediate as soon } from 'node:timers/promises'
import type { WorldOptions } from '../../simulator/world/world.ts'
import type { AnyExperiment } from '../experiment.ts'
import type { Chosen } from '../places/prepare-places.ts'
import { verify, type Verified, type VerifyParts } from '../run/verify.ts'
import { openSite } from '../sign-in/open-site.ts'
import {
  chosenByZhangSan,
  configurationFor,
  consentAsZhangSan,
  freshWorld,
  registeredRedirect,
  wireTo,
} from './world.ts'

export interface WorldRun {
  readonly url: string
  readonly options?: Partial<WorldOptions>
  readonly experiments: readonly AnyExperiment[]
  readonly env?: Readonly<Record<string, string>>
  readonly chosen?: Chosen
  readonly isStopped?: VerifyParts['isStopped']
  readonly onBegin?: VerifyParts['onBegin']
}

/** One whole run in a fresh world of the simulator. */
export async function runInWorld({
  url,
  options = {},
  experiments,
  env,
  chosen,
  isStopped,
  onBegin,
}: WorldRun): Promise<Verified> {
  await freshWorld(url, options)
  const { accessToken, site, close } = await openSite({
    configuration: configurationFor(url, env),
    openBrowser: (address) => void soon().then(() => consentAsZhangSan(address)),
    typed: () => () => undefined,
    stopped: new AbortController().signal,
    moreScopes: ['space:document:delete'],
    registeredRedirect,
  })
  try {
    return await verify({
      experiments,
      wire: wireTo(url, accessToken, options.rateLimits !== 'off'),
      site,
      against: 'simulator',
      chosen: chosen ?? chosenByZhangSan,
      title: 'verify',
      isStopped: isStopped ?? (() => false),
      isLeaving: () => false,
      onBegin: onBegin ?? (() => undefined),
      beforeCleanUp: () => Promise.resolve(),
    })
  } finally {
    close()
  }
}
