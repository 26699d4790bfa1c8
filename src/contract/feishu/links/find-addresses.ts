/** Text behind this is left out, so that any paste takes a bounded time. */
const maxCharacters = 50_000

/** Addresses behind these are left out too. */
const maxAddresses = 200

/** Characters of a URL, without the quotes and brackets that people and editors put around one. */
const urlText = String.raw`[!#$%&*+,\-./\w:;=?@~]`
/** Of the web, of Feishu's app, and of Android, which writes `intent` for the web. A link of another program contains the address it leads to. */
const scheme = '(?:https?|lark|feishu|intent)'
const withScheme = `${scheme}://${urlText}+`
/** Percent-encoded as a whole, once or several times. */
const encoded = `${scheme}%(?:25)*3a(?:%(?:25)*2f){2}${urlText}+`
const withoutScheme = String.raw`(?:^|[^\w.@/%&?#\\-]|_)((?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}(?::\d+)?(?:/|%(?:25)*2f)${urlText}+)`

const anyAddress = new RegExp(`${withScheme}|${encoded}|${withoutScheme}`, 'gi')

/**
 * The rest of an address on the next line, where a mail program broke it: `=` in quoted-printable, `>` in a reply. Text fields make
 * a space of the break, and so do PDF readers.
 */
const nextLine = String.raw`(?:=?[ \t]*\r?\n[ \t>|]*|[ \u00A0])(${urlText}+)`

const beginsAddress = new RegExp(`^${scheme}(?:://|%)`, 'i')

/** Lines that are joined to an address at most; what a mail filter wraps around one takes several. */
const maxLines = 24

/** Lines that are joined in one text at most: the address is parsed again each time. */
const maxJoins = 100

/**
 * The addresses in a text as people paste it, each unchanged.
 *
 * @param isComplete Whether an address needs no further line. Lines are joined only if the result is complete.
 */
export function findAddresses(pasted: string, isComplete: (address: string) => boolean): readonly string[] {
  const text = plainText(pasted)
  const addresses: string[] = []
  let joins = 0
  const isWhole = (address: string) => {
    joins += 1
    return isComplete(address)
  }
  // A search of its own: `isComplete` looks for addresses inside the address.
  const search = new RegExp(anyAddress)
  for (let match = search.exec(text); match && addresses.length < maxAddresses; match = search.exec(text)) {
    const found = { address: match[1] ?? match[0], end: search.lastIndex }
    const whole = joins < maxJoins ? wholeAddress(text, found, isWhole) : found
    addresses.push(whole.address)
    search.lastIndex = whole.end
  }
  return addresses
}

interface Piece {
  readonly address: string
  /** Where the text goes on. */
  readonly end: number
}

function wholeAddress(text: string, found: Piece, isComplete: (address: string) => boolean): Piece {
  let joined = found
  // A search of its own, as above.
  const next = new RegExp(nextLine, 'iy')
  for (let lines = 0; lines < maxLines; lines += 1) {
    next.lastIndex = joined.end
    const [, rest] = next.exec(text) ?? []
    if (rest === undefined || beginsAddress.test(rest)) break
    if (lines === 0 && isComplete(found.address)) break
    joined = { address: joined.address.replace(/=$/, '') + rest, end: next.lastIndex }
    if (isComplete(joined.address)) return joined
  }
  return found
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['quot', '"'],
  ['lt', '<'],
  ['gt', '>'],
  ['sol', '/'],
  ['colon', ':'],
])

/** Without what editors, HTML, JSON and Chinese keyboards put into an address. */
function plainText(pasted: string): string {
  return (
    pasted
      .slice(0, maxCharacters)
      .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
      // A Chinese keyboard set to full width.
      .replace(/[\w０-９Ａ-Ｚ]．(?=[\w０-９Ａ-Ｚ])|[０-９Ａ-Ｚ]/gi, (wide) => wide.normalize('NFKC'))
      .replace(/&(?:#\d{2,3}|#x[\da-f]{2}|[a-z]{2,5});/gi, characterOf)
      .replace(/\\{1,7}\//g, '/')
      .replace(/\\u00([2-7][\da-f])/gi, characterOfHex)
      .replace(/：(?=[/／]{2})/g, ':')
      .replaceAll('／', '/')
      .replace(/。(?=(?:feishu|lark|cn\/|com\/))/g, '.')
      .replaceAll('…', '...')
      // As people and mail filters make a link harmless.
      .replaceAll('[.]', '.')
      .replace(/\bhxxp/gi, 'http')
      // Selected without its first letters, or typed without the colon.
      .replace(/(^|[\s"'(<：])(?:t?tps?:|https?)?\/\/(?=[a-z\d-]+\.)/gi, '$1https://')
      // Programs that take a link for a path leave one slash (Proofpoint in Teams).
      .replace(/(https?):\/(?=[a-z\d-]+\.)/gi, '$1://')
  )
}

function characterOf(entity: string): string {
  const name = entity.slice(1, -1).toLowerCase()
  const [, hex] = /^#x(.+)/.exec(name) ?? []
  const [, decimal] = /^#(\d+)/.exec(name) ?? []
  if (hex !== undefined) return characterOfHex(entity, hex)
  return decimal === undefined ? (entities.get(name) ?? entity) : String.fromCharCode(Number(decimal))
}

function characterOfHex(_: string, hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16))
}

const beforeScheme = new RegExp(`(?=${scheme}://)`, 'i')

/** An address, and those that it contains unencoded: `https://…?url=https://…`, or two with nothing between them. */
export function splitAddresses(address: string): readonly string[] {
  return address.split(beforeScheme)
}

const afterHost = new RegExp(`^${scheme}://[^/?#]*(.*)$`, 'i')

/** Parts of an address behind these are not looked into. */
const maxParts = 50

/** Texts inside an address in which another one may be encoded: its parts and the values of its query. */
export function insidesOf(address: string): readonly string[] {
  const [, behindHost = address] = afterHost.exec(address) ?? []
  return behindHost
    .split(/[?&#]/, maxParts)
    .map((part) => part.slice(part.indexOf('=') + 1))
    .filter((part) => /[./]|%2f|^(?:a1)?aHR0c|^eyJ/i.test(part))
    .map((part) => decoded(ofBase64(/^https?-3A__/.test(part) ? ofProofpoint(part) : part)))
}

/** URL Defense of Proofpoint, version 2, writes `-` for `%` and `_` for `/`. */
function ofProofpoint(text: string): string {
  return text.replaceAll('-', '%').replaceAll('_', '/')
}

/**
 * Sophos, and Bing with `a1` before it, write the address in Base64: `http` is `aHR0c`. Newsletters write JSON that has it, which begins
 * with `eyJ`, as a part of the path too.
 */
function ofBase64(text: string): string {
  const [, encodedText] = /^(?:a1)?(aHR0c[\w+/-]+)/.exec(text) ?? /(?:^|[/.])(eyJ[\w+-]+)/.exec(text) ?? []
  // A length that no encoding has is cut by one character.
  const whole = encodedText
    ?.replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/^((?:.{4})*).$/, '$1')
  return whole === undefined ? text : atob(whole)
}

/** Decodes printable ASCII only: addresses of documents contain nothing else, and decoding then never fails. */
function decoded(text: string): string {
  return text.replace(/%([2-7][\da-f])/gi, characterOfHex)
}
