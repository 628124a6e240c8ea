import { townTalk } from '../networks/lab/town/talk.ts'
import { inventedBrands } from '../networks/lab/town/testing-town.ts'
import { defineFigure } from './figure.ts'
import { Talk } from './listen/talk.ts'

const posts = 200_000

export default defineFigure({
  id: 'lab.town',
  about: 'Public talk of the practice network made on one core, by its CPU time (at least 50,000 posts a second)',
  run: async (say) => {
    const town = townTalk({
      ...{ seed: 'bench', from: new Date('2027-03-01T09:00:00Z'), brands: inventedBrands },
      ...{ perHour: 1_000_000, chance: true },
    })
    const value = perSecond(() => town.next().value.text)
    const words = new Talk(17)
    const baseline = perSecond(() => words.post().text)
    say(`${Math.round(value)} posts a second in seven languages; words drawn by chance ${Math.round(baseline)}`)
    return [{ id: 'lab.town', value, unit: 'posts/s', baseline, n: posts, beside: 'words drawn by chance (Zipf)' }]
  },
})

function perSecond(make: () => string): number {
  for (let warm = 0; warm < 20_000; warm++) make()
  const began = process.cpuUsage()
  let length = 0
  for (let n = 0; n < posts; n++) length += make().length
  const { user, system } = process.cpuUsage(began)
  if (length < posts) throw new Error('nothing was said')
  return (posts * 1_000_000) / (user + system)
}
