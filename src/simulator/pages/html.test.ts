import { expect, test } from 'vitest'
import { html } from './html.ts'

test('values in markup are escaped, in text and in attributes', () => {
  const name = `<script>alert('1')</script> & "x"`
  expect(html`<b title="${name}">${name}</b>`.text).toBe(
    '<b title="&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;">' +
      '&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;</b>',
  )
})

test('markup, lists of markup and nothing are inserted as they are', () => {
  const items = ['a', 'b'].map((item) => html`<i>${item}</i>`)
  expect(html`<b>${items}${null}${html`<i>${3}</i>`}</b>`.text).toBe('<b><i>a</i><i>b</i><i>3</i></b>')
})
