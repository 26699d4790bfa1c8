import type { FastifyBaseLogger } from 'fastify'
import type { Configuration } from '../config/configuration.ts'
import { Egress } from './egress.ts'

/** The way to Feishu; says in the log which one it is, since variables of the whole machine decide it. */
export function openEgress(
  { egress, feishu }: Pick<Configuration, 'egress' | 'feishu'>,
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>,
): Egress {
  const opened = new Egress(egress, (error) => log.warn({ err: error }, 'a call of the gateway itself got no answer'))
  const { proxy } = egress
  if (proxy === null) return opened
  const isUsed = opened.proxyFor(new URL(feishu.openOrigin)) !== null
  const { host } = new URL(proxy.origin)
  log.info(
    isUsed
      ? `Feishu is reached through the proxy ${host} (${proxy.variable})`
      : `Feishu is reached directly, not through the proxy of ${proxy.variable}: NO_PROXY names it, or it is on this machine`,
  )
  return opened
}
