import { Refused } from '../../families/google-api/emulator.ts'
import { reactionsOf } from './crowd.ts'
import { type Tube, text } from './site.ts'

const integer = (name: string) => ({ name, columnType: 'METRIC', dataType: 'INTEGER' })
const dimension = (name: string) => ({ name, columnType: 'DIMENSION', dataType: 'STRING' })

/** The three reports read here: https://developers.google.com/youtube/analytics/channel_reports (read 2026-11-22). */
export function reportOperations(tube: Tube): void {
  tube.on('GET', '/v2/reports', { cost: 0, scope: 'analytics' }, (request) => {
    const asked = `${text(request, 'dimensions')} ${text(request, 'metrics')}`
    const channel = /^channel==(.+)$/.exec(text(request, 'ids'))?.[1]
    if (channel !== 'MINE' && !request.channels.some((one) => one.id === channel))
      throw new Refused(403, 'forbidden', 'Forbidden')
    const { columns, rows } = reportOf(tube, asked, text(request, 'filters'))
    return { status: 200, json: { kind: 'youtubeAnalytics#resultTable', columnHeaders: columns, rows } }
  })
}

function reportOf(tube: Tube, asked: string, filters: string) {
  if (asked === 'video estimatedMinutesWatched,shares') {
    const ids = /^video==(.+)$/.exec(filters)?.[1]?.split(',') ?? []
    const rows = ids.flatMap((id) => {
      const video = tube.state.videos.get(id)
      if (!video) return []
      const all = reactionsOf(tube, video)
      return [[id, all.length * 2, all.filter((one) => one.kind === 'reshare').length]]
    })
    return { columns: [dimension('video'), integer('estimatedMinutesWatched'), integer('shares')], rows }
  }
  if (asked === 'country subscribersGained,subscribersLost')
    return {
      columns: [dimension('country'), integer('subscribersGained'), integer('subscribersLost')],
      rows: [
        ['BG', 70, 4],
        ['UA', 40, 2],
        ['CZ', 18, 2],
      ],
    }
  if (asked === 'ageGroup,gender viewerPercentage')
    return {
      columns: [
        dimension('ageGroup'),
        dimension('gender'),
        { name: 'viewerPercentage', columnType: 'METRIC', dataType: 'FLOAT' },
      ],
      rows: [
        ['age18-24', 'female', 22.5],
        ['age25-34', 'female', 30],
        ['age25-34', 'male', 27.5],
        ['age35-44', 'male', 20],
      ],
    }
  throw new Refused(400, 'badRequest', 'The query is not supported. Check the documentation for supported queries.')
}
