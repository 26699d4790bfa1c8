import { recentShares, type Sighting } from './shares.ts'
import type { Language, Words } from './words/words.ts'

interface PeopleChartProps {
  readonly seen: readonly Sighting[]
  readonly you: string | null
  readonly words: Words
  readonly language: Language
}

const [width, height] = [240, 10] as const

/** Who got how much of the company's quota lately: bars, and the same in words. */
export function PeopleChart({ seen, you, words, language }: PeopleChartProps) {
  const { chart, none, share, you: yourself } = words.colleagues
  const shares = recentShares(seen)
  const most = Math.max(1, ...shares.map(({ count }) => count))
  if (shares.every(({ count }) => count === 0)) return <p className="hint">{none}</p>
  return (
    <figure className="chart">
      <figcaption>{chart}</figcaption>
      <ul>
        {shares.map(({ person, count, percent }) => {
          const isYou = person.openId === you
          const name = (language === 'zh' ? person.name : person.englishName) + (isYou ? yourself : '')
          return (
            <li key={person.openId}>
              <span>{share(name, count, percent)}</span>
              <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
                <rect
                  className={isYou ? 'bar yours' : 'bar'}
                  width={Math.max(2, (count / most) * width)}
                  height={height}
                />
              </svg>
            </li>
          )
        })}
      </ul>
    </figure>
  )
}
