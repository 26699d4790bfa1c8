import { expect, it } from 'vitest'
import { own } from './own.ts'

it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'nothing'])(
  'a table has no %s unless it was put there',
  (name) => {
    expect(own({ png: 'picture' }, name)).toBeUndefined()
    expect(own(JSON.parse(`{"${name}": "there"}`) as Record<string, string>, name)).toBe('there')
  },
)
