import fc from 'fast-check'

export const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values)
/** Mostly the first, sometimes the second. */
export const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: usual, weight: 6 }, { arbitrary: odd, weight: 1 })

export const oddText = fc.oneof(
  pick('%00', '%zz', '%', '..', '%2e%2e%2f', '//evil.example', '/\\evil.example', '\\', ';', '?', '#', '&', '='),
  pick('__proto__', 'constructor', 'null', 'NaN', '-1', '1e999', "' OR 1=1 --", '<script>alert(1)</script>', '{{7*7}}'),
  pick('a'.repeat(300), 'a'.repeat(3000), '飞书', '\u202e', '%F0%9F', '%C0%AF', '\t', ' ', '%0d%0aX: y'),
  fc.string({ maxLength: 20 }),
)
