import { useMemo, type ReactNode } from 'react'
import type { SessionAnswer } from '../../contract/own-api/session.ts'
import { asLark } from './as-lark.ts'
import { SpeechContext, useSpeech } from './speech.ts'

interface InBrandProps {
  readonly brand: SessionAnswer['app']['brand']
  readonly children: ReactNode
}

/** Whatever is inside speaks of Feishu by the name the company knows it by. */
export function InBrand({ brand, children }: InBrandProps) {
  const speech = useSpeech()
  const branded = useMemo(() => {
    if (brand === 'feishu') return speech
    const { words, problemWords, queueWords, ...rest } = speech
    return { ...rest, words: asLark(words), problemWords: problemWords.map(asLark), queueWords: queueWords.map(asLark) }
  }, [brand, speech])
  return <SpeechContext value={branded}>{children}</SpeechContext>
}
