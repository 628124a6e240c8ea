import type { LabPerson, Reaction } from '../../lab/people.ts'
import type { Tube } from './site.ts'
import type { EmComment, EmVideo } from './state.ts'

/** What people did about a video up to now; nobody sees a private one. */
export function reactionsOf({ state, site, now }: Tube, video: EmVideo): Reaction[] {
  const channel = state.channels.get(video.channel)
  if (!channel || video.privacy === 'private' || video.failure) return []
  const seen = {
    key: `video ${channel.account} ${video.ordinal}`,
    text: `${video.title} ${video.description}`,
    language: video.language ?? channel.locale,
    at: new Date(video.at),
    media: true,
  }
  return site.people.reactionsTo(seen, now())
}

export const authorOf = (person: LabPerson) => ({
  id: `UC${person.id}${'p'.repeat(Math.max(0, 22 - person.id.length))}`,
  handle: `@${person.handle}`,
})

/** Their words, with ids that are the same each time they are made. */
export function spokenBy(tube: Tube, video: EmVideo): EmComment[] {
  if (video.madeForKids) return []
  return reactionsOf(tube, video).flatMap((one) =>
    one.kind === 'comment'
      ? [
          {
            id: `Ug${video.id}${one.id.padStart(4, '0')}`,
            video: video.id,
            author: authorOf(one.person),
            text: one.text,
            at: one.at.toISOString(),
            status: 'published',
          },
        ]
      : [],
  )
}
