/** What colours of a portal are read against: the page's `--surface` in light and dark (shell/tokens.css). */
const surfaces = { light: '#ffffff', dark: '#1d2027' } as const

/** Above the 4.5:1 that WCAG asks of text, since the colour also stands on surfaces with a touch of itself. */
const wantedContrast = 5.2

const inks = ['#ffffff', '#10182c'] as const

type Rgb = readonly [number, number, number]

/**
 * The page's tokens for a portal's colour. A colour that could not be read on the page's surfaces is darkened or lightened until it can,
 * so that a portal's colours cost nobody the text.
 *
 * @param accent Checked before (`AccentColour`).
 */
export function accentTokens(accent: string): Readonly<Record<string, string>> {
  const [light, dark] = [readableOn(surfaces.light, accent), readableOn(surfaces.dark, accent)]
  return {
    '--accent': `light-dark(${light}, ${dark})`,
    '--accent-hover': 'color-mix(in srgb, var(--accent) 84%, light-dark(#000, #fff))',
    '--accent-ink': `light-dark(${inkOn(light)}, ${inkOn(dark)})`,
    '--accent-soft': 'color-mix(in srgb, var(--accent) 8%, var(--surface))',
    '--accent-line': 'color-mix(in srgb, var(--accent) 35%, var(--surface))',
  }
}

/** @param radius Checked before (`Radius`). */
export function radiusTokens(radius: number): Readonly<Record<string, string>> {
  return { '--radius': `${radius}px`, '--radius-small': `${Math.round(radius * 0.6)}px` }
}

/** Ratio of WCAG 2.2 between two colours. */
export function contrastOf(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminanceOf(rgbOf(one)), luminanceOf(rgbOf(other))].toSorted((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

function readableOn(surface: string, accent: string): string {
  const towards: Rgb = luminanceOf(rgbOf(surface)) > 0.5 ? [0, 0, 0] : [255, 255, 255]
  const own = rgbOf(accent)
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = hexOf(own.map((part, at) => part + ((towards[at] ?? 0) - part) * share))
    if (contrastOf(mixed, surface) >= wantedContrast) return mixed
  }
  return hexOf(towards)
}

function inkOn(colour: string): string {
  return contrastOf(inks[0], colour) >= contrastOf(inks[1], colour) ? inks[0] : inks[1]
}

function rgbOf(hex: string): Rgb {
  const digits =
    hex.length === 4 ? Array.from(hex.slice(1), (digit) => digit + digit) : (hex.slice(1).match(/../g) ?? [])
  const [red = 0, green = 0, blue = 0] = digits.map((pair) => Number.parseInt(pair, 16))
  return [red, green, blue]
}

function hexOf(parts: readonly number[]): string {
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

function luminanceOf(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
