/** The store of sessions, sign-ins or quota (a folder, or Redis) failed: our failure, not Feishu's. */
export class StoreUnreachable extends Error {
  override readonly name = 'StoreUnreachable'
}

/** Wraps a store so that its methods reject with `StoreUnreachable`. */
export function failingAsStore<T extends object>(store: T): T {
  return new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return async (...given: readonly unknown[]) => {
        try {
          return (await Reflect.apply(member, target, given)) as unknown
        } catch (error) {
          throw error instanceof StoreUnreachable ? error : new StoreUnreachable('The store failed', { cause: error })
        }
      }
    },
  })
}
