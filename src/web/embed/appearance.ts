import * as v from 'valibot'
import {
  AccentColour,
  EmbedLanguage,
  embedQuery,
  EmbedTheme,
  Radius,
  type EmbedRequest,
} from '../../contract/embed/protocol.ts'
import type { showTheme } from '../shell/theme.ts'
import { accentTokens, radiusTokens } from './theme-tokens.ts'

const accentNames = Object.keys(accentTokens('#000'))
const radiusNames = Object.keys(radiusTokens(0))

/** What a portal may set of the page's looks, from the address of its frame or by message; anything else is the page's own. */
export class Appearance {
  readonly #root: HTMLElement
  readonly #showTheme: typeof showTheme

  constructor(root: HTMLElement, show: typeof showTheme) {
    this.#root = root
    this.#showTheme = show
  }

  /** @returns The language that the address asks for; null: none. */
  begin(search: string): EmbedLanguage | null {
    const query = new URLSearchParams(search)
    const read = <Schema extends v.GenericSchema>(schema: Schema, value: unknown) => {
      const result = v.safeParse(schema, value)
      return result.success ? result.output : null
    }
    const theme = read(EmbedTheme, query.get(embedQuery.theme))
    if (theme !== null) this.#theme(theme)
    const accent = read(AccentColour, query.get(embedQuery.accent))
    if (accent !== null) this.#tokens(accentNames, accentTokens(accent))
    const radius = query.get(embedQuery.radius)
    const pixels = radius === null || radius === '' ? null : read(Radius, Number(radius))
    if (pixels !== null) this.#tokens(radiusNames, radiusTokens(pixels))
    return read(EmbedLanguage, query.get(embedQuery.language))
  }

  set(request: EmbedRequest): void {
    if (request.type === 'set-theme') this.#theme(request.theme)
    else if (request.type === 'set-accent')
      this.#tokens(accentNames, request.accent === null ? {} : accentTokens(request.accent))
    else if (request.type === 'set-radius')
      this.#tokens(radiusNames, request.radius === null ? {} : radiusTokens(request.radius))
  }

  #theme(theme: EmbedTheme): void {
    this.#showTheme(theme === 'auto' ? 'system' : theme, this.#root)
  }

  #tokens(names: readonly string[], values: Readonly<Record<string, string>>): void {
    const given = new Map(Object.entries(values))
    for (const name of names) {
      const value = given.get(name)
      if (value === undefined) this.#root.style.removeProperty(name)
      else this.#root.style.setProperty(name, value)
    }
  }
}
