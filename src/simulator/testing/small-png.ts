/** A PNG of 3 × 2 pixels. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGP4z8AAQUgUAB3uA/0KpWAFAAAAAElFTkSuQmCC',
  'base64',
)
