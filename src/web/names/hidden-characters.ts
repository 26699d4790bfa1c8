/**
 * Names of files, documents and people are anybody's text. What in them can not be seen, or turns the direction of what is beside
 * it, is shown as a sign, so that no name looks like another one (Unicode Technical Report 36, 2.5 and 2.6; UAX 9).
 */

/** Emoji put together of several characters, some of them invisible by themselves. */
const emoji = String.raw`\u{1F3F4}[\u{E0020}-\u{E007F}]+|\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F)?(?:\u200D\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F)?)*`
/** Control and format characters (those of direction and of no width among them), line ends, halves of a pair. */
const invisible = String.raw`\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}|\u034F|\u17B4|\u17B5|[\u115F\u1160\u3164\uFFA0]|[\u{E0100}-\u{E01EF}]`
/** Spaces that are not the usual ones, and what looks like a space. */
const blank = String.raw`[\u00A0\u1680\u2000-\u200A\u202F\u205F\u2800]`
/** Usual spaces where nobody sees them, or where they push the end out of sight. */
const strayed = String.raw`^[ \u3000]+|[ \u3000]+$|[ \u3000]{3,}`

const pieces = new RegExp(
  `(?<emoji>${emoji})|(?<invisible>${invisible})|(?<blank>${blank})|(?<strayed>${strayed})`,
  'gu',
)
/** What most names hold none of. */
const suspicious = new RegExp(`${invisible}|${blank}|${strayed}`, 'u')

export interface NamePart {
  readonly text: string
  /** A sign that stands for a hidden character. */
  readonly isSign: boolean
}

/** A text of the outside in pieces: as it is, and signs for what is hidden. */
export function partsOf(text: string): readonly NamePart[] {
  if (!suspicious.test(text)) return [{ text, isSign: false }]
  const parts: NamePart[] = []
  let from = 0
  for (const { 0: found, index, groups } of text.matchAll(pieces)) {
    if (groups?.['emoji'] !== undefined) continue
    if (index > from) parts.push({ text: text.slice(from, index), isSign: false })
    parts.push({ text: groups?.['invisible'] === undefined ? '␣'.repeat(found.length) : signOf(found), isSign: true })
    from = index + found.length
  }
  if (from < text.length) parts.push({ text: text.slice(from), isSign: false })
  return parts
}

/** A text of the outside for sentences, labels and tables; the same text again for one that is shown already. */
export function visible(text: string): string {
  return suspicious.test(text)
    ? partsOf(text)
        .map((part) => part.text)
        .join('')
    : text
}

/**
 * The name without what is hidden in it: spaces as usual ones, none at the ends. Null where there is nothing to take out that
 * could deceive, or nothing would be left.
 */
export function cleanNameOf(name: string): string | null {
  let cleaned = name
  // What is taken out may bring together what then has to go as well.
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
