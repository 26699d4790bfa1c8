import type { Language } from './language.ts'

/**
 * Chooses a noun's form for a formatted number ("1", "1,024") by the language's plural category; `other` where a form is
 * missing.
 */
export function plural(language: Language, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }) {
  const rules = new Intl.PluralRules(language)
  return (written: string): string => forms[rules.select(Number(written.replace(/\D/g, '')))] ?? forms.other
}
