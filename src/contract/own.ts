/**
 * Looks up a name that came from outside, among own properties only: `constructor` and `__proto__` find nothing inherited.
 * `undefined` when there is none.
 */
export function own<T extends object>(table: T, name: string): T[keyof T] | undefined {
  return Object.getOwnPropertyDescriptor(table, name)?.value as T[keyof T] | undefined
}
