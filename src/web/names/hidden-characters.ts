/**
 * Names of files, documents and people may hold anything. Characters that are invisible or change the direction of text are
 * shown as signs, so that no name can pass for another (Unicode Technical Report 36, 2.5 and 2.6; UAX 9).
 */

/** Emoji made of several characters, some of them invisible on their own. */
const emoji = String.raw`\u{1F3F4}[\u{E0020}-\u{E007F}]+|\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F)?(?:\u200D\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F)?)*`
/** Control and format characters (directional and zero-width ones included), line ends, unpaired surrogates. */
const invisible = String.raw`\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}|\u034F|\u17B4|\u17B5|[\u115F\u1160\u3164\uFFA0]|[\u{E0100}-\u{E01EF}]`
/** Unusual spaces, and characters that look like a space. */
const blank = String.raw`[\u00A0\u1680\u2000-\u200A\u202F\u205F\u2800]`
/** Ordinary spaces at the ends, or so many that they push the end out of sight. */
const strayed = String.raw`^[ \u3000]+|[ \u3000]+$|[ \u3000]{3,}`

const pieces = new RegExp(
  `(?<emoji>${emoji})|(?<invisible>${invisible})|(?<blank>${blank})|(?<strayed>${strayed})`,
  'gu',
)
/** Quick test: most names contain none of these. */
const suspicious = new RegExp(`${invisible}|${blank}|${strayed}`, 'u')

export interface NamePart {
  readonly text: string
  /** A sign that stands for a hidden character. */
  readonly isSign: boolean
}

/** Splits a text into plain pieces and signs for hidden characters. */
export function partsOf(text: string): readonly NamePart[] {
  return sourcedParts(text).map(({ source: _source, ...part }) => part)
}

/** As `partsOf`, each part with what the text has in its place. */
export function sourcedParts(text: string): readonly (NamePart & { readonly source: string })[] {
  if (!suspicious.test(text)) return [{ text, isSign: false, source: text }]
  const parts: (NamePart & { readonly source: string })[] = []
  const plain = (source: string) => parts.push({ text: source, isSign: false, source })
  let from = 0
  for (const { 0: found, index, groups } of text.matchAll(pieces)) {
    if (groups?.['emoji'] !== undefined) continue
    if (index > from) plain(text.slice(from, index))
    const sign = groups?.['invisible'] === undefined ? '␣'.repeat(found.length) : signOf(found)
    parts.push({ text: sign, isSign: true, source: found })
    from = index + found.length
  }
  if (from < text.length) plain(text.slice(from))
  return parts
}

/** The text with signs for hidden characters, for sentences, labels and tables. Idempotent. */
export function visible(text: string): string {
  return suspicious.test(text)
    ? partsOf(text)
        .map((part) => part.text)
        .join('')
    : text
}

/**
 * The name with hidden characters removed, ordinary spaces, and none at the ends. Null if nothing in it is deceptive, or
 * nothing would be left.
 */
export function cleanNameOf(name: string): string | null {
  let cleaned = name
  // Removing characters may bring together others that have to be removed.
  for (let before = ''; before !== cleaned;) {
    before = cleaned
    cleaned = withoutHidden(cleaned)
  }
  return cleaned === name || cleaned.replace(/\.[^.]*$/u, '') === '' ? null : cleaned
}

function withoutHidden(name: string): string {
  return name
    .replace(pieces, (found, ...rest) => {
      const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>
      if (groups['emoji'] !== undefined) return found
      if (groups['invisible'] !== undefined) return /[\t\n\v\f\r\u0085\u2028\u2029]/u.test(found) ? ' ' : ''
      return groups['blank'] === undefined ? ' ' : found
    })
    .trim()
}

function signOf(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`
}
