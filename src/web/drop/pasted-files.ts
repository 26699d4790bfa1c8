import { inMemoryFile, type PageFile } from './source-file.ts'

/** What browsers call a picture that has no name of its own. */
const namelessPicture = /^image\.(png|jpe?g|gif|webp|bmp)$/i

/**
 * Whether what was pasted is text, with a picture of it beside it: spreadsheets and word processors put both on the clipboard. A
 * copied file may bring text along too, its name (macOS).
 */
export function isPictureOfText(files: Iterable<File>, text: string): boolean {
  return text.trim() !== '' && [...files].every(({ name }) => namelessPicture.test(name) && name !== text.trim())
}

/** Pasted files; a screenshot gets the word for it and the time as its name, as phones and desktops name theirs. */
export function pastedFiles(files: Iterable<File>, screenshotWord: string, now: Date): readonly PageFile[] {
  return [...files].map((file) => {
    const extension = namelessPicture.exec(file.name)?.[1]
    if (extension === undefined) return inMemoryFile(file, file.name)
    const name = `${screenshotWord} ${stampOf(now)}.${extension.toLowerCase()}`
    const named = new File([file], name, { type: file.type, lastModified: now.getTime() })
    return inMemoryFile(named, name)
  })
}

/** Local time; dots, for a colon is not allowed in file names everywhere. */
function stampOf(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-')
  return `${day} ${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('.')}`
}
