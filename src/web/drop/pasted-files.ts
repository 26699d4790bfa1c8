/** Name that browsers give a pasted picture without one. */
const namelessPicture = /^image\.(png|jpe?g|gif|webp|bmp)$/i

/**
 * Whether the clipboard holds text with a picture of it, as spreadsheets and word processors put there. A copied file may
 * come with its name as text (macOS), so text alone does not decide.
 */
export function isPictureOfText(files: Iterable<File>, text: string): boolean {
  return text.trim() !== '' && [...files].every(({ name }) => namelessPicture.test(name) && name !== text.trim())
}

/**
 * Names pasted pictures by a word and the time, as phones and desktops name screenshots. Of several in one second each gets a
 * number.
 */
export class PastedNames {
  readonly #given = new Set<string>()

  /** The file under its name; as it is, if it has a name of its own. */
  name(file: File, word: string, at: Date): File {
    const extension = namelessPicture.exec(file.name)?.[1]
    if (extension === undefined) return file
    const stem = `${word} ${stampOf(at)}`
    const nameOf = (count: number) => `${stem}${count === 1 ? '' : ` (${count})`}.${extension.toLowerCase()}`
    let count = 1
    while (this.#given.has(nameOf(count))) count += 1
    this.#given.add(nameOf(count))
    return new File([file], nameOf(count), { type: file.type, lastModified: at.getTime() })
  }
}

/** Local time. Dots, since some systems forbid a colon in file names. */
function stampOf(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-')
  return `${day} ${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('.')}`
}
