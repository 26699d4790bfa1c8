import type { Words } from './words/words.ts'

/** What stands in the product's place until somebody is signed in. */
export function Welcome({ words, signInUrl }: { readonly words: Words; readonly signInUrl: string }) {
  const { title, points, start, hint, insecure } = words.welcome
  return (
    <section className="welcome">
      <h1>{title}</h1>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <a className="button primary" href={signInUrl}>
        {start}
      </a>
      <p className="hint">{hint}</p>
      {!isSecureContext && <p className="hint">{insecure}</p>}
    </section>
  )
}
