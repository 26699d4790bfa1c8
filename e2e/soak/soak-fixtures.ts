import { test as base } from '../fixtures.ts'
import { startStackInPieces, type StackInPieces } from '../stack.ts'

/** Like every story, but with a gateway that can be killed. */
export const test = base.extend<object, { readonly pieces: StackInPieces }>({
  pieces: [
    async ({}, use) => {
      const pieces = await startStackInPieces()
      await use(pieces)
      await pieces.close()
    },
    { scope: 'worker' },
  ],
  stack: [async ({ pieces }, use) => use(pieces), { scope: 'worker' }],
})
