/**
 * What a table holds under a name that came from outside, and nothing that it inherits: `constructor` and `__proto__` are names
 * like any other.
 */
export function own<T extends object>(table: T, name: string): T[keyof T] | undefined {
  return Object.getOwnPropertyDescriptor(table, name)?.value as T[keyof T] | undefined
}
