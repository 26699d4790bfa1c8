import { recentShares, type Sighting } from './shares.ts'
import type { Language, Words } from './words/words.ts'

interface PeopleChartProps {
  readonly seen: readonly Sighting[]
  readonly you: string | null
  readonly words: Words
  readonly language: Language
}

const [width, rowHeight, barHeight] = [240, 22, 14] as const

/** Who got how much of the company's quota lately: bars, and the same in words. */
export function PeopleChart({ seen, you, words, language }: PeopleChartProps) {
  const { chart, none, share, you: yourself } = words.colleagues
  const shares = recentShares(seen)
  const most = Math.max(1, ...shares.map(({ count }) => count))
  if (shares.every(({ count }) => count === 0)) return <p className="hint">{none}</p>
  return (
    <figure className="chart">
      <figcaption>{chart}</figcaption>
      <svg viewBox={`0 0 ${width} ${rowHeight * shares.length}`} aria-hidden="true">
        {shares.map(({ person, count }, row) => (
          <rect
            key={person.openId}
            className={person.openId === you ? 'bar yours' : 'bar'}
            y={row * rowHeight + (rowHeight - barHeight) / 2}
            width={Math.max(2, (count / most) * width)}
            height={barHeight}
            rx="3"
          />
        ))}
      </svg>
      <ul>
        {shares.map(({ person, count, percent }) => {
          const name = language === 'zh' ? person.name : person.englishName
          return <li key={person.openId}>{share(name + (person.openId === you ? yourself : ''), count, percent)}</li>
        })}
      </ul>
    </figure>
  )
}
