import { expect, test } from 'vitest'
import { english } from '../testing/languages.ts'
import { pseudoLanguage } from './pseudo-language.ts'

const pseudo = pseudoLanguage(english)

test('the pseudo-language puts each message in brackets and makes it longer, whatever it is told', () => {
  expect(pseudo.messages.drop.chooseFiles).toBe('⟦Choose files····⟧')
  expect(pseudo.messages.drop.reading('1')).toMatch(/^⟦Reading the folder, 1 file so far…·+⟧$/)
})

test('messages that come later, and those of another brand, are of the same language', async () => {
  expect((await pseudo.queueMessages.load()).leftBehind.putElsewhere).toMatch(/^⟦Put them somewhere else·+⟧$/)
  expect(pseudo.inBrand('lark').messages.product.name).toMatch(/^⟦Lark Uploader·+⟧$/)
})
