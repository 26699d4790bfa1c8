import { readConfiguration } from '../config/configuration.ts'
import type { Environment } from '../config/environment.ts'

/** Names of all variables that the gateway looks at when it starts with this environment. */
export function variablesReadFrom(env: Environment): readonly string[] {
  const read = new Set<string>()
  readConfiguration(
    new Proxy(env, {
      get: (target, name) => {
        read.add(String(name))
        return Reflect.get(target, name) as string | undefined
      },
    }),
  )
  return [...read]
}
