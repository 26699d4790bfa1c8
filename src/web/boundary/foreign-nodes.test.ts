// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { tolerateForeignNodes } from './foreign-nodes.ts'

tolerateForeignNodes()

/** Replaces a text by an element with the text or its translation in it, as translators do. */
function translate(text: Text, keep: boolean): HTMLElement {
  const font = document.createElementNS('http://www.w3.org/1999/xhtml', 'font')
  text.replaceWith(font)
  font.append(keep ? text : 'übersetzt')
  return font
}

function listOf(...texts: readonly string[]) {
  const parent = document.createElement('p')
  const nodes = texts.map((text) => document.createTextNode(text))
  parent.append(...nodes)
  return { parent, nodes: nodes as [Text, ...Text[]] }
}

test('a node inserted before a text that was wrapped in another element goes before that element', () => {
  const { parent, nodes } = listOf('a', 'b')
  translate(nodes[1]!, true)
  parent.insertBefore(document.createElement('hr'), nodes[1]!)
  expect([...parent.childNodes].map(({ nodeName }) => nodeName)).toEqual(['#text', 'HR', 'FONT'])
})

test('what goes before a text that is gone goes to the end, and is not lost', () => {
  const { parent, nodes } = listOf('a', 'b')
  translate(nodes[1]!, false)
  parent.insertBefore(document.createElement('hr'), nodes[1]!)
  expect(parent.lastChild?.nodeName).toBe('HR')
})

test('a text is removed with the element that wraps it; removing one that is gone is no error', () => {
  const { parent, nodes } = listOf('a', 'b')
  translate(nodes[0], true)
  translate(nodes[1]!, false)
  parent.removeChild(nodes[0])
  parent.removeChild(nodes[1]!)
  expect([...parent.childNodes].map(({ textContent }) => textContent)).toEqual(['übersetzt'])
})

test('nodes that nobody changed behave as without the patch', () => {
  const { parent, nodes } = listOf('a', 'b')
  parent.insertBefore(document.createElement('hr'), nodes[1]!)
  parent.insertBefore(document.createElement('br'), null)
  parent.removeChild(nodes[0])
  expect([...parent.childNodes].map(({ nodeName }) => nodeName)).toEqual(['HR', '#text', 'BR'])
})
