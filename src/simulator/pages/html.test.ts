import { expect, test } from 'vitest'
import { html } from './html.ts'

test('what is put into markup is escaped, in text and in attributes', () => {
  const name = `<script>alert('1')</script> & "x"`
  expect(html`<b title="${name}">${name}</b>`.text).toBe(
    '<b title="&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;">' +
      '&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;</b>',
  )
})

test('markup, lists of it and nothing are put in as they are', () => {
  const items = ['a', 'b'].map((item) => html`<li>${item}</li>`)
  expect(
    html`<ul>
      ${items}${null}${html`<li>${3}</li>`}
    </ul>`.text,
  ).toBe('<ul><li>a</li><li>b</li><li>3</li></ul>')
})

test('a backslash in markup stays one', () => {
  expect(html`<p>C: emp ${'C:\\temp'}</p>`.text).toBe('<p>C:\\temp C:\\temp</p>')
})
