/** Neutral pictures for what has no picture of its own; shapes only, so no font is needed and no language is spoken. */
export function posterSvg(kind: 'video' | 'audio' | 'document', width: number, height: number): Buffer {
  const unit = Math.min(width, height) / 10
  const centre = `translate(${width / 2} ${height / 2}) scale(${unit})`
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#33415c"/><stop offset="1" stop-color="#1b2436"/></linearGradient></defs>
<rect width="${width}" height="${height}" fill="url(#g)"/><g transform="${centre}" fill="#e8ecf4">${shapes[kind]}</g></svg>`)
}

const shapes = {
  video:
    '<circle r="2" fill="none" stroke="#e8ecf4" stroke-width=".22"/><path d="M-.65-1.05 1.15 0-.65 1.05z" stroke="#e8ecf4" stroke-width=".2" stroke-linejoin="round"/>',
  audio: [0.7, 1.5, 2.1, 1.2, 1.8, 0.9, 0.5]
    .map((tall, i) => `<rect x="${i * 0.7 - 2.3}" y="${-tall}" width=".36" height="${tall * 2}" rx=".18"/>`)
    .join(''),
  document:
    '<path d="M-1.4-2.1H.6L1.5-1.2V2.1H-1.4z"/><g fill="#33415c"><rect x="-.9" y="-.5" width="1.9" height=".24"/><rect x="-.9" y=".2" width="1.9" height=".24"/><rect x="-.9" y=".9" width="1.2" height=".24"/></g>',
}
