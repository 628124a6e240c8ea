/** Draws the pictures of the example plan into `pictures/`: flat shapes, so that they are small and ours. */
import { join } from 'node:path'
import sharp from 'sharp'

const size = { width: 1200, height: 900 }
const folder = join(import.meta.dirname, 'pictures')

const bean = (x: number, y: number, turn: number, fill: string) =>
  `<g transform="translate(${x} ${y}) rotate(${turn})"><ellipse rx="58" ry="40" fill="${fill}"/><path d="M-54 0C-20-22 20 22 54 0" fill="none" stroke="#00000055" stroke-width="8" stroke-linecap="round"/></g>`

const beans = (fill: string) =>
  Array.from({ length: 42 }, (_, i) =>
    bean(90 + (i % 7) * 170 + (i % 2) * 36, 80 + Math.floor(i / 7) * 150, (i * 47) % 180, fill),
  ).join('')

const cup = (liquid: string) =>
  `<g transform="translate(600 470)"><ellipse cy="210" rx="330" ry="46" fill="#00000022"/><path d="M-230-120H230C230 90 120 190 0 190S-230 90-230-120Z" fill="#fff8ee"/><path d="M230-70c110-30 150 150-30 150" fill="none" stroke="#fff8ee" stroke-width="36"/><ellipse cy="-120" rx="230" ry="52" fill="#fff"/><ellipse cy="-116" rx="196" ry="40" fill="${liquid}"/></g>`

const steam = `<g fill="none" stroke="#ffffffaa" stroke-width="18" stroke-linecap="round"><path d="M520 250c-40-60 40-90 0-160"/><path d="M600 240c-40-60 40-90 0-160"/><path d="M680 250c-40-60 40-90 0-160"/></g>`

const bag = (fill: string, band: string) =>
  `<g transform="translate(600 450)"><path d="M-190-300H190L220 320H-220Z" fill="${fill}"/><path d="M-190-300H190L196-220H-196Z" fill="#00000022"/><rect x="-205" y="-40" width="410" height="190" fill="${band}"/>${bean(0, 55, 20, '#3b2314')}</g>`

const hills = (far: string, near: string) =>
  `<circle cx="880" cy="240" r="110" fill="#ffdf9e"/><path d="M0 560 300 300 560 520 820 330 1200 600V900H0Z" fill="${far}"/><path d="M0 690C240 560 420 760 700 640S1040 620 1200 700V900H0Z" fill="${near}"/>`

const kettle =
  '<g transform="translate(520 520)"><path d="M-200 200 -150-120H190L240 200Z" fill="#3d4a57"/><rect x="-60" y="-190" width="160" height="70" rx="30" fill="#3d4a57"/><path d="M-180 60C-360 40-300-160-420-190" fill="none" stroke="#3d4a57" stroke-width="34" stroke-linecap="round"/><path d="M230-60c150 0 150 230 30 230" fill="none" stroke="#26303a" stroke-width="30"/></g>'

const pictures: Record<string, { ground: string; shapes: string }> = {
  'new-harvest': { ground: '#7a4a2a', shapes: beans('#4a2a17') },
  'green-beans': { ground: '#dfe4cf', shapes: beans('#8b9a63') },
  'morning-cup': { ground: '#d98e4f', shapes: `${steam}${cup('#4b2c1a')}` },
  'flat-white': {
    ground: '#5f7f86',
    shapes: `${cup('#c99b6a')}<path d="M600 385c40-40 90 0 0 48-90-48-40-88 0-48Z" fill="#fff3e0"/>`,
  },
  'spring-bag': { ground: '#f3e3c8', shapes: bag('#2f5d50', '#f7d488') },
  'decaf-bag': { ground: '#dbe7ee', shapes: bag('#34517a', '#f5f1e8') },
  'farm-hills': { ground: '#f2b880', shapes: hills('#5e8c61', '#3c6e47') },
  'pour-over': { ground: '#e9e2d6', shapes: kettle },
}

for (const [name, { ground, shapes }] of Object.entries(pictures)) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}"><rect width="100%" height="100%" fill="${ground}"/>${shapes}</svg>`
  await sharp(Buffer.from(svg))
    .png({ palette: true, colours: 64 })
    .toFile(join(folder, `${name}.png`))
}
