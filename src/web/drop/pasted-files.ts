import { inMemoryFile, type PageFile } from './page-file.ts'

/** Name that browsers give a pasted picture without one. */
const namelessPicture = /^image\.(png|jpe?g|gif|webp|bmp)$/i

/**
 * Whether the clipboard holds text with a picture of it, as spreadsheets and word processors put there. A copied file may
 * come with its name as text (macOS), so text alone does not decide.
 */
export function isPictureOfText(files: Iterable<File>, text: string): boolean {
  return text.trim() !== '' && [...files].every(({ name }) => namelessPicture.test(name) && name !== text.trim())
}

/** Pasted files. A screenshot is named by the given word and the time, as phones and desktops do. */
export function pastedFiles(files: Iterable<File>, screenshotWord: string, now: Date): readonly PageFile[] {
  return [...files].map((file) => {
    const extension = namelessPicture.exec(file.name)?.[1]
    if (extension === undefined) return inMemoryFile(file, file.name)
    const name = `${screenshotWord} ${stampOf(now)}.${extension.toLowerCase()}`
    const named = new File([file], name, { type: file.type, lastModified: now.getTime() })
    return inMemoryFile(named, name)
  })
}

/** Local time. Dots, since some systems forbid a colon in file names. */
function stampOf(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-')
  return `${day} ${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('.')}`
}
