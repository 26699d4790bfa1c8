/** A page of PDF with a heading and a few lines, in a font that every reader has. */
export function pdf(title: string, lines: readonly string[]): Buffer {
  const escaped = (text: string) => text.replace(/[\\()]/g, String.raw`\$&`)
  const content = [
    'BT /F1 26 Tf 72 740 Td',
    `(${escaped(title)}) Tj /F1 13 Tf 0 -44 Td 20 TL`,
    ...lines.map((line) => `(${escaped(line)}) Tj T*`),
    'ET',
  ].join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(`${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}${end}`, 'latin1')
}

const samplesPerSecond = 16_000

/** Three rising tones, as a WAV file. */
export function chime(): Buffer {
  const tones = [523.25, 659.25, 783.99]
  const seconds = 0.35
  const samples = tones.flatMap((hertz) =>
    Array.from({ length: Math.round(samplesPerSecond * seconds) }, (_, at) => {
      const time = at / samplesPerSecond
      return Math.round(9000 * Math.sin(2 * Math.PI * hertz * time) * Math.exp(-6 * time))
    }),
  )
  const data = Buffer.alloc(samples.length * 2)
  samples.forEach((sample, at) => data.writeInt16LE(sample, at * 2))
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + data.length, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(samplesPerSecond, 24)
  header.writeUInt32LE(samplesPerSecond * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(data.length, 40)
  return Buffer.concat([header, data])
}
