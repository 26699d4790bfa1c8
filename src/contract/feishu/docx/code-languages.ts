/** Languages of a code block, from 1 on. Official, docx/data-structure/block, CodeLanguage, updated 2025-07-18. */
const codeLanguages = [
  ...['PlainText', 'ABAP', 'Ada', 'Apache', 'Apex', 'Assembly', 'Bash', 'CSharp', 'C++', 'C', 'COBOL', 'CSS'],
  ...['CoffeeScript', 'D', 'Dart', 'Delphi', 'Django', 'Dockerfile', 'Erlang', 'Fortran', 'FoxPro', 'Go', 'Groovy'],
  ...['HTML', 'HTMLBars', 'HTTP', 'Haskell', 'JSON', 'Java', 'JavaScript', 'Julia', 'Kotlin', 'LateX', 'Lisp', 'Logo'],
  ...['Lua', 'MATLAB', 'Makefile', 'Markdown', 'Nginx', 'Objective', 'OpenEdgeABL', 'PHP', 'Perl', 'PostScript'],
  ...['PowerShell', 'Prolog', 'ProtoBuf', 'Python', 'R', 'RPG', 'Ruby', 'Rust', 'SAS', 'SCSS', 'SQL', 'Scala'],
  ...['Scheme', 'Scratch', 'Shell', 'Swift', 'Thrift', 'TypeScript', 'VBScript', 'Visual', 'XML', 'YAML', 'CMake'],
  ...['Diff', 'Gherkin', 'GraphQL', 'OpenGL Shading Language', 'Properties', 'Solidity', 'TOML'],
] as const

/** The largest number of a language. */
export const lastCodeLanguage = codeLanguages.length

/** Short names that people write behind a code fence. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['text', 'plaintext'],
  ['txt', 'plaintext'],
  ['plain', 'plaintext'],
  ['cs', 'csharp'],
  ['c#', 'csharp'],
  ['cpp', 'c++'],
  ['golang', 'go'],
  ['js', 'javascript'],
  ['jsx', 'javascript'],
  ['ts', 'typescript'],
  ['tsx', 'typescript'],
  ['py', 'python'],
  ['rb', 'ruby'],
  ['rs', 'rust'],
  ['kt', 'kotlin'],
  ['md', 'markdown'],
  ['sh', 'shell'],
  ['zsh', 'shell'],
  ['console', 'shell'],
  ['yml', 'yaml'],
  ['docker', 'dockerfile'],
  ['make', 'makefile'],
  ['ps1', 'powershell'],
  ['proto', 'protobuf'],
  ['tex', 'latex'],
  ['objectivec', 'objective'],
  ['vb', 'visual'],
])

const numbers: ReadonlyMap<string, number> = new Map(
  codeLanguages.map((name, at) => [name.toLowerCase(), at + 1] as const),
)

/** The number of a language by its name or a common short one, in any case; `undefined` for one that Feishu does not list. */
export function codeLanguageOf(name: string): number | undefined {
  const lower = name.trim().toLowerCase()
  return numbers.get(shortNames.get(lower) ?? lower)
}

/** The name of a language; empty for a number that none has. */
export function codeLanguageName(language: number): string {
  return codeLanguages[language - 1] ?? ''
}
