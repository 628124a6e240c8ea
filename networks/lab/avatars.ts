/** A PNG of 128 × 128 with the initials. */
export async function drawnAvatar(name: string, color: string): Promise<Buffer> {
  const initials = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .replace(/[<>&"]/g, '')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128"><rect width="128" height="128" fill="${color}"/>
    <circle cx="64" cy="140" r="58" fill="#fff" fill-opacity=".18"/><text x="64" y="64" dy=".36em" text-anchor="middle"
    font-family="sans-serif" font-size="52" fill="#fff">${initials}</text></svg>`
  const { default: sharp } = await import('sharp')
  return sharp(Buffer.from(svg)).png().toBuffer()
}
