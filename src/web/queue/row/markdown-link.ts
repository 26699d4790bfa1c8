import { visible } from '../../names/hidden-characters.ts'

/** `[name](url)` of CommonMark. What would be markup in a name is escaped, and what would end the address is percent-encoded. */
export function markdownLink(name: string, url: string): string {
  const text = visible(name).replace(/[\\`*_{}[\]<>()#!|~&]/g, '\\$&')
  return `[${text}](${url.replace(/[()<>\s]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)})`
}
