/** Where sessions, sign-ins and the quota are kept (a folder, or Redis) could not be reached: ours, and no fault of Feishu's. */
export class StoreUnreachable extends Error {
  override readonly name = 'StoreUnreachable'
}

/** The same store, whose failures are told as its own. */
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
