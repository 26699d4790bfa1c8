import type { Language } from './language.ts'

/**
 * Chooses the form of a noun for a number that is already written for people ("1", "1,024"): one of a language's plural
 * categories, `other` where a form is missing.
 */
export function plural(language: Language, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }) {
  const rules = new Intl.PluralRules(language)
  return (written: string): string => forms[rules.select(Number(written.replace(/\D/g, '')))] ?? forms.other
}
