/** Reads comma-separated values (RFC 4180): fields may be in double quotes, with quotes inside doubled. */
export function readCsv(csv: string): readonly (readonly string[])[] {
  const text = csv.replace(/^\uFEFF/, '')
  const rows: string[][] = [[]]
  const field = /"((?:[^"]|"")*)"|([^",\r\n]*)/y
  let at = 0
  while (at < text.length) {
    field.lastIndex = at
    const [all = '', quoted, plain = ''] = field.exec(text) ?? []
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    at += all.length
    const lineEnd = /^\r?\n/.exec(text.slice(at, at + 2))?.[0]
    if (lineEnd !== undefined && at + lineEnd.length < text.length) rows.push([])
    at += lineEnd?.length ?? 1
  }
  return rows.filter((row) => row.length > 0)
}
