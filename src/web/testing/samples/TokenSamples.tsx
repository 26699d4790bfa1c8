import { useState } from 'react'
import styles from './samples.module.css'

/** All tokens, as the browser reads them from the stylesheet. */
export function TokenSamples() {
  const [names] = useState(tokenNames)
  const of = (...prefixes: readonly string[]) => names.filter((name) => prefixes.some((each) => name.startsWith(each)))
  const others = of(
    '--text',
    '--weight',
    '--leading',
    '--space',
    '--radius',
    '--shadow',
    '--quick',
    '--turn',
    '--breath',
  )
  const known = new Set([...others, ...of('--font', '--touch', '--column', '--wait')])
  return (
    <>
      <ul className={styles['swatches']}>
        {names
          .filter((name) => !known.has(name))
          .map((name) => (
            <li key={name}>
              <span className={styles['swatch']} style={{ background: `var(${name})` }} />
              <code>{name}</code>
            </li>
          ))}
      </ul>
      <ul className={styles['swatches']}>
        {others.map((name) => (
          <li key={name}>
            <span className={styles['shape']} style={styleOf(name)}>
              Aa 字
            </span>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    </>
  )
}

function styleOf(name: string) {
  const value = `var(${name})`
  if (name.startsWith('--text')) return { fontSize: value }
  if (name.startsWith('--weight')) return { fontWeight: value }
  if (name.startsWith('--leading')) return { lineHeight: value }
  if (name.startsWith('--space')) return { paddingInline: value }
  if (name.startsWith('--radius')) return { borderRadius: value }
  if (name.startsWith('--shadow')) return { boxShadow: value }
  return {}
}

function tokenNames(): readonly string[] {
  const rules = Array.from(document.styleSheets).flatMap(({ cssRules }) => Array.from(cssRules))
  const root = rules.find((rule) => rule instanceof CSSStyleRule && rule.selectorText === ':root')
  return root instanceof CSSStyleRule ? Array.from(root.style).filter((name) => name.startsWith('--')) : []
}
