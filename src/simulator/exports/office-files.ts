import { crc32 } from 'node:zlib'
import { cellName } from '../../contract/feishu/sheet/cell.ts'
import { html, type Html } from '../pages/html.ts'

const openXml = 'http://schemas.openxmlformats.org'
const types = 'application/vnd.openxmlformats-officedocument'

/** A Word file of plain paragraphs: the least that ECMA-376 asks for. */
export function docxFile(paragraphs: readonly string[]): Buffer {
  const body = paragraphs.map(
    (text) =>
      html`<w:p
        ><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p
      >`,
  )
  const main = html`<w:document xmlns:w="${openXml}/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`
  return officeFile('word/document.xml', 'wordprocessingml.document.main', [['word/document.xml', main]])
}

/** An Excel file whose cells are texts. */
export function xlsxFile(
  tabs: readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[],
): Buffer {
  const sheets = tabs.map((tab, at) => [`xl/worksheets/sheet${at + 1}.xml`, worksheet(tab.rows)] as const)
  const entries = tabs.map(({ name }, at) => html`<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}" />`)
  const workbook = html`<workbook
    xmlns="${openXml}/spreadsheetml/2006/main"
    xmlns:r="${openXml}/officeDocument/2006/relationships"
    ><sheets>${entries}</sheets></workbook
  >`
  const links = tabs.map((_, at) => relation(at + 1, 'worksheet', `worksheets/sheet${at + 1}.xml`))
  return officeFile('xl/workbook.xml', 'spreadsheetml.sheet.main', [
    ['xl/workbook.xml', workbook],
    ['xl/_rels/workbook.xml.rels', relations(links)],
    ...sheets,
  ])
}

function worksheet(rows: readonly (readonly string[])[]): Html {
  const lines = rows.map((cells, row) => {
    const filled = cells.map(
      (text, column) =>
        html`<c r="${cellName({ row, column })}" t="inlineStr"
          ><is><t>${text}</t></is></c
        >`,
    )
    return html`<row r="${row + 1}">${filled}</row>`
  })
  return html`<worksheet xmlns="${openXml}/spreadsheetml/2006/main"><sheetData>${lines}</sheetData></worksheet>`
}

function relation(id: number, type: string, target: string): Html {
  return html`<Relationship
    Id="rId${id}"
    Type="${openXml}/officeDocument/2006/relationships/${type}"
    Target="${target}"
  />`
}

function relations(links: readonly Html[]): Html {
  return html`<Relationships xmlns="${openXml}/package/2006/relationships">${links}</Relationships>`
}

function officeFile(main: string, type: string, parts: readonly (readonly [name: string, xml: Html])[]): Buffer {
  const worksheets = parts.filter(([name]) => name.startsWith('xl/worksheets/'))
  const overrides = [
    html`<Override PartName="/${main}" ContentType="${types}.${type}+xml" />`,
    ...worksheets.map(
      ([name]) => html`<Override PartName="/${name}" ContentType="${types}.spreadsheetml.worksheet+xml" />`,
    ),
  ]
  const contentTypes = html`<Types xmlns="${openXml}/package/2006/content-types"
    ><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" /><Default
      Extension="xml"
      ContentType="application/xml"
    />${overrides}</Types
  >`
  const all = [
    ['[Content_Types].xml', contentTypes],
    ['_rels/.rels', relations([relation(1, 'officeDocument', main)])],
    ...parts,
  ] as const
  return storedZip(
    all.map(([name, xml]) => [
      name,
      Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml.text}`),
    ]),
  )
}

/** An uncompressed zip (PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16); names are UTF-8, no entry has a time. */
function storedZip(files: readonly (readonly [name: string, bytes: Buffer])[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, bytes] of files) {
    const nameBytes = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x08_00, 2)
    // The earliest date that the format knows: the first of January 1980.
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(bytes.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    const entry = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, nameBytes, bytes])
    const position = Buffer.alloc(14)
    position.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), common, position, nameBytes]))
    local.push(entry)
    offset += entry.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...local, directory, Buffer.from('PK\u0005\u0006'), end])
}

/** A PDF of one empty page (ISO 32000-1, section 7.5). */
export function emptyPdf(): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const start = text.length
  const table = `xref\n0 4\n0000000000 65535 f \n${offsets.join('')}`
  return Buffer.from(`${text}${table}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
}
